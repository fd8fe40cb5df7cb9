package org.dsppo.policy.learned.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.features.CellFeature;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.Normalisers;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.FallbackReason;
import org.dsppo.policy.placement.PolicyFailedException;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DsPpoPolicyTest {

    /** One node with room for one task; "long" takes 30 s, "short" 10 s or 25 s without the gpu. */
    private static final Catalogue ONE_NODE =
            new TinyCatalogue()
                    .cluster("a")
                    .node("n", "a", 4, 1)
                    .strategy("long", "L", null, Map.of("cpu", 4.0), 30_000)
                    .strategy("short", "S", null, Map.of("cpu", 3.0), 10_000)
                    .build();

    /** A fast node and a slow one. */
    private static final Catalogue TWO_NODES = TinyCatalogue.fastAndSlow();

    private static TaskMessage task(String id, long atMillis, String taskClass, int priority) {
        return TaskMessage.of(
                new TaskSubmitted(
                        id, atMillis, taskClass, priority, 1, null, null, 0, null, null, null));
    }

    private static PolicyArtefact linear(
            Map<CandidateFeature, Float> admission, Map<CandidateFeature, Float> priority) {
        float[] weights = new float[NetworkShape.LINEAR_WEIGHTS];
        admission.forEach((name, weight) -> weights[LinearPath.position(false, name)] = weight);
        priority.forEach((name, weight) -> weights[LinearPath.position(true, name)] = weight);
        return PolicyArtefact.of("test", NetworkShape.LINEAR, Normalisers.identity(), weights);
    }

    private static List<String> run(
            Catalogue catalogue, PolicyArtefact artefact, TaskMessage... tasks) {
        return Simulator.run(
                        Workload.of("hand", catalogue, List.of(tasks)),
                        () -> new DsPpoPolicy(artefact))
                .decisions()
                .stream()
                .map(DsPpoPolicyTest::text)
                .toList();
    }

    private static String text(ExecutedDecision each) {
        return "%s %s %.0f"
                .formatted(
                        each.decision().taskId(),
                        each.decision().strategy(),
                        each.decidedAtMillis() / 1000);
    }

    @Test
    void placesTheHighestPriorityFirst() {
        TaskMessage[] tasks = {task("a", 0, "long", 0), task("b", 0, "short", 0)};
        assertThat(
                        run(
                                ONE_NODE,
                                linear(
                                        Map.of(CandidateFeature.ONE, 1f),
                                        Map.of(CandidateFeature.RUNTIME, -1f)),
                                tasks))
                .containsExactly("b S 0", "a L 10");
        assertThat(
                        run(
                                ONE_NODE,
                                linear(
                                        Map.of(CandidateFeature.ONE, 1f),
                                        Map.of(CandidateFeature.RUNTIME, 1f)),
                                tasks))
                .containsExactly("a L 0", "b S 30");
    }

    @Test
    void putsUrgencyBeforePriority() {
        TaskMessage[] tasks = {task("a", 0, "long", 1), task("b", 0, "short", 0)};
        assertThat(
                        run(
                                ONE_NODE,
                                linear(
                                        Map.of(CandidateFeature.ONE, 1f),
                                        Map.of(CandidateFeature.RUNTIME, -1f)),
                                tasks))
                .containsExactly("a L 0", "b S 30");
    }

    @Test
    void leavesWaitingWhatIsNotAdmitted() {
        TaskMessage[] tasks = {task("a", 0, "job", 0), task("b", 1000, "job", 0)};
        PolicyArtefact fastestOnly =
                linear(Map.of(CandidateFeature.FASTEST, 2f, CandidateFeature.ONE, -1f), Map.of());
        PolicyArtefact any =
                linear(Map.of(CandidateFeature.ONE, 1f), Map.of(CandidateFeature.FASTEST, 1f));

        assertThat(run(TWO_NODES, fastestOnly, tasks)).containsExactly("a F 0", "b F 10");
        assertThat(run(TWO_NODES, any, tasks)).containsExactly("a F 0", "b S 1");
    }

    @Test
    void placesWhatItLikesMostWhenWaitingMightBeForEver() {
        PolicyArtefact none =
                linear(
                        Map.of(CandidateFeature.ONE, -5f, CandidateFeature.FASTEST, 1f),
                        Map.of(CandidateFeature.FASTEST, -1f));
        assertThat(run(TWO_NODES, none, task("a", 0, "job", 0), task("b", 0, "job", 0)))
                .containsExactly("a F 0", "b F 10");
    }

    /** One of two equal nodes runs something small already. */
    @ParameterizedTest
    @CsvSource({"-1, -1, m", "-1, 1, n", "1, 2, n", "2, 1, m"})
    void placesOnTheNodeOfItsChoice(float sparing, float loosest, String node) {
        Catalogue equals =
                new TinyCatalogue()
                        .cluster("a")
                        .node("m", "a", 4, 0)
                        .node("n", "a", 4, 0)
                        .strategy("small", "S", null, Map.of("cpu", 1.0), 60_000)
                        .build();
        PolicyArtefact any = linear(Map.of(CandidateFeature.ONE, 1f), Map.of());
        float[] weights = any.weights().clone();
        int choices = 2 * NetworkShape.LINEAR_SCORE;
        weights[choices] = sparing;
        weights[choices + 1 + CellFeature.LOADS] = loosest;
        Workload workload =
                Workload.of(
                        "hand",
                        equals,
                        List.of(task("a", 0, "small", 0), task("b", 1, "small", 0)));

        assertThat(
                        Simulator.run(workload, () -> new DsPpoPolicy(any.withWeights(weights)))
                                .decisions())
                .extracting(each -> each.decision().node())
                .containsExactly("m", node);
    }

    @Test
    void failsByNameWhenScoresAreNoNumbers() {
        PolicyArtefact broken =
                linear(
                        Map.of(
                                CandidateFeature.ONE,
                                Float.MAX_VALUE,
                                CandidateFeature.FASTEST,
                                Float.MAX_VALUE),
                        Map.of());
        assertThatThrownBy(() -> run(TWO_NODES, broken, task("a", 0, "job", 0)))
                .isInstanceOfSatisfying(
                        PolicyFailedException.class,
                        e -> assertThat(e.reason()).isEqualTo(FallbackReason.NON_FINITE_SCORE))
                .hasMessageContaining("policy test scores a with admission Infinity");
    }

    @Test
    void decidesToTheBitAlikeAfterSaveAndLoad() throws Exception {
        PolicyArtefact artefact =
                linear(
                        Map.of(
                                CandidateFeature.ONE,
                                0.3f,
                                CandidateFeature.SLOWDOWN,
                                -1.7f,
                                CandidateFeature.DRAIN_LONGER,
                                0.9f),
                        Map.of(CandidateFeature.RUNTIME, -0.8f, CandidateFeature.AGE, 0.4f));
        PolicyArtefact loaded = PolicyArtefact.read(artefact.toBytes());
        Workload workload = Ii5.workload(600, 3);

        assertThat(Simulator.run(workload, () -> new DsPpoPolicy(loaded)).decisions())
                .isEqualTo(Simulator.run(workload, () -> new DsPpoPolicy(artefact)).decisions());
    }
}
