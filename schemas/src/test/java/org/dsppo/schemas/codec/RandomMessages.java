package org.dsppo.schemas.codec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.dsppo.schemas.catalogue.Elastic;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.decision.Candidate;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.decision.PolicyReference;
import org.dsppo.schemas.node.DeviceReport;
import org.dsppo.schemas.node.DeviceReports;
import org.dsppo.schemas.node.DeviceShare;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.node.RunningAttempt;
import org.dsppo.schemas.rollout.RolloutSegment;
import org.dsppo.schemas.task.Payload;
import org.dsppo.schemas.task.TaskSubmitted;

/** Any message that a codec must carry unharmed. */
final class RandomMessages {
    private RandomMessages() {}

    /** Any Unicode but halves of surrogate pairs. */
    static Arbitrary<String> ids() {
        return Arbitraries.strings()
                .all()
                .ofMinLength(1)
                .ofMaxLength(40)
                .filter(id -> id.chars().noneMatch(c -> Character.isSurrogate((char) c)));
    }

    static Arbitrary<Double> amounts() {
        return Arbitraries.oneOf(
                Arbitraries.doubles().between(0, 1e12).ofScale(9),
                Arbitraries.longs().between(0, 1_000_000_000_000L).map(Long::doubleValue));
    }

    private static Arbitrary<Long> times() {
        return Arbitraries.longs().between(0, Limits.TIME_MILLIS);
    }

    private static Arbitrary<Map<String, Double>> amountMaps() {
        return Arbitraries.maps(ids(), amounts()).ofMaxSize(5);
    }

    private static Arbitrary<Map<String, String>> labels() {
        return Arbitraries.maps(ids(), ids()).ofMaxSize(3);
    }

    static Arbitrary<ExecutionStrategy> strategies() {
        Arbitrary<Boolean> elastic = Arbitraries.of(true, false);
        return Combinators.combine(
                        ids(),
                        labels(),
                        amountMaps(),
                        Arbitraries.longs().between(1, Limits.RUNTIME_MILLIS),
                        amounts().filter(amount -> amount > 0),
                        elastic)
                .as(RandomMessages::strategy);
    }

    private static ExecutionStrategy strategy(
            String id,
            Map<String, String> selector,
            Map<String, Double> demand,
            long runtimeMillis,
            double share,
            boolean elastic) {
        String resource =
                demand.keySet().stream().filter(r -> demand.get(r) > 0).findFirst().orElse(null);
        return new ExecutionStrategy(
                id,
                selector,
                demand,
                runtimeMillis,
                elastic && resource != null
                        ? new Elastic(resource, share / 2, share, runtimeMillis / 3, 7.5)
                        : null);
    }

    static Arbitrary<TaskSubmitted> tasks() {
        // The nine optional or bounded parts, then the strategies with an id that sets them apart.
        Arbitrary<TaskSubmitted> plain =
                Combinators.combine(
                                ids(),
                                times(),
                                ids(),
                                Arbitraries.integers().between(-1_000_000, 1_000_000),
                                Arbitraries.doubles().between(0.001, 1e6).ofScale(9),
                                times().injectNull(0.5),
                                Arbitraries.longs().between(0, Limits.INPUT_BYTES),
                                ids().injectNull(0.5))
                        .as(
                                (id, at, type, priority, scale, deadline, bytes, text) ->
                                        new TaskSubmitted(
                                                id, at, type, priority, scale, deadline, text,
                                                bytes, text, text, null));
        return Combinators.combine(
                        plain,
                        strategies()
                                .list()
                                .ofMaxSize(3)
                                .uniqueElements(ExecutionStrategy::id)
                                .injectNull(0.3),
                        payloads())
                .as(
                        (task, strategies, payload) ->
                                new TaskSubmitted(
                                        task.taskId(),
                                        task.submittedAtMillis(),
                                        task.taskClass(),
                                        task.priority(),
                                        task.runtimeScale(),
                                        task.deadlineAtMillis(),
                                        task.origin(),
                                        task.inputBytes(),
                                        task.cell(),
                                        task.tenant(),
                                        strategies,
                                        payload));
    }

    private static Arbitrary<Payload> payloads() {
        return Combinators.combine(ids(), Arbitraries.longs(), Arbitraries.of(true, false))
                .as(
                        (text, number, nested) -> {
                            ObjectNode object = JsonNodeFactory.instance.objectNode();
                            (nested ? object.putObject(text) : object).put(text, number);
                            object.putArray("command").add(text);
                            return new Payload(object.toString());
                        })
                .injectNull(0.5);
    }

    private static Arbitrary<List<DeviceShare>> shares() {
        return Combinators.combine(
                        ids(), Arbitraries.integers().between(0, 9), amounts(), amounts())
                .as(DeviceShare::new)
                .list()
                .ofMaxSize(3)
                .uniqueElements(share -> List.of(share.kind(), share.index()))
                .injectNull(0.3);
    }

    private static Arbitrary<Map<String, DeviceReports>> devices() {
        Arbitrary<DeviceReport> device =
                Combinators.combine(
                                Arbitraries.integers().between(0, 9),
                                amounts().filter(units -> units > 0),
                                amounts().injectNull(0.5),
                                amounts().injectNull(0.5),
                                amounts().injectNull(0.5),
                                Arbitraries.of(true, false))
                        .as(DeviceReport::new);
        return Arbitraries.maps(
                        ids(),
                        device.list()
                                .ofMaxSize(3)
                                .uniqueElements(DeviceReport::index)
                                .map(DeviceReports::new))
                .ofMaxSize(2);
    }

    static Arbitrary<NodeTelemetry> telemetry() {
        Arbitrary<List<RunningAttempt>> running =
                Combinators.combine(
                                ids(),
                                Arbitraries.integers().between(1, Integer.MAX_VALUE),
                                shares())
                        .as(RunningAttempt::new)
                        .list()
                        .ofMaxSize(4);
        return Combinators.combine(
                        ids(),
                        labels(),
                        amountMaps(),
                        amountMaps().injectNull(0.3),
                        running,
                        devices(),
                        times(),
                        Arbitraries.longs().greaterOrEqual(0))
                .as(
                        (id, labels, capacity, used, attempts, devices, at, sequence) ->
                                new NodeTelemetry(
                                        id,
                                        id,
                                        labels,
                                        capacity,
                                        devices,
                                        used,
                                        attempts,
                                        at % 2 == 0,
                                        at % 2 != 0,
                                        at,
                                        sequence));
    }

    static Arbitrary<PlacementDecision> decisions() {
        Arbitrary<List<Candidate>> candidates =
                Combinators.combine(ids().injectNull(0.3), ids(), ids(), Arbitraries.doubles())
                        .as(Candidate::new)
                        .list()
                        .ofMaxSize(3)
                        .injectNull(0.3);
        return Combinators.combine(
                        ids(),
                        Arbitraries.integers().between(1, Integer.MAX_VALUE),
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.of(DecisionKind.values()),
                        amounts().filter(share -> share > 0).injectNull(0.5),
                        shares(),
                        // Combined, since no more than eight can be.
                        Combinators.combine(
                                        Arbitraries.strings().ascii().injectNull(0.3), payloads())
                                .as(Told::new),
                        candidates)
                .as(
                        (id, attempt, epoch, kind, share, devices, told, scored) ->
                                new PlacementDecision(
                                        PlacementDecision.idOf(id, attempt),
                                        id,
                                        attempt,
                                        id,
                                        epoch,
                                        kind,
                                        id,
                                        id,
                                        id,
                                        share,
                                        devices,
                                        epoch % Limits.TIME_MILLIS,
                                        -(epoch % Limits.TIME_MILLIS),
                                        new PolicyReference(id, attempt, "shadow"),
                                        attempt % 2 == 0,
                                        told.reason(),
                                        scored,
                                        told.payload()));
    }

    private record Told(String reason, Payload payload) {}

    /** Segments of any length with two features per candidate. */
    static Arbitrary<RolloutSegment> segments() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 4).list().ofMaxSize(6),
                        // Minus zero is read as zero.
                        Arbitraries.floats().map(number -> number + 0f).list().ofSize(48))
                .as(RandomMessages::segment);
    }

    private static RolloutSegment segment(List<Integer> candidates, List<Float> numbers) {
        int decisions = candidates.size();
        int rows = candidates.stream().mapToInt(Integer::intValue).sum();
        float[] features = new float[2 * rows];
        float[] mask = new float[rows];
        for (int i = 0; i < features.length; i++) {
            features[i] = numbers.get(i);
            mask[i / 2] = i % 3 == 0 ? 1 : 0;
        }
        float[] values = new float[decisions];
        int[] actions = new int[decisions];
        long[] times = new long[decisions];
        for (int i = 0; i < decisions; i++) {
            values[i] = numbers.get(47 - i);
            actions[i] = candidates.get(i) - 1;
            times[i] = Limits.TIME_MILLIS - i;
        }
        return new RolloutSegment(
                "cell",
                "policy",
                1,
                2,
                3,
                candidates.stream().mapToInt(Integer::intValue).toArray(),
                features,
                mask,
                actions,
                values,
                values,
                values,
                values,
                times);
    }
}
