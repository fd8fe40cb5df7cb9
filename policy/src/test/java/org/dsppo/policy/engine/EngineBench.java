package org.dsppo.policy.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.resource.Quantity;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.node.RunningAttempt;
import org.dsppo.schemas.summary.NodeLeftAlone;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * An engine with greedy, written-through state and everything it says in one list. Class {@code
 * job} takes one cpu for 10 s; node {@code a} and {@code b} have two each.
 */
final class EngineBench {

    /** Tries again at once and leaves no node alone. */
    static final FailureRules AT_ONCE = new FailureRules(100, 0, 0, 100, 1, 1, 0, 0, 0);

    static final EngineOptions OPTIONS =
            EngineOptions.defaults().toBuilder()
                    .ageingIntervalMillis(60_000)
                    .leaseMillis(30_000)
                    .startedGraceMillis(5_000)
                    .maxFailures(3)
                    .dedupRetentionMillis(3_600_000)
                    .waitNoticeMillis(10_000)
                    .failures(AT_ONCE)
                    .build();

    final MemoryStore store = new MemoryStore();
    final List<String> said = new ArrayList<>();

    /** Every decision. */
    final List<PlacementDecision> decided = new ArrayList<>();

    final PlacementEngine engine;
    private long nowMillis;

    EngineBench() {
        this(Baselines.named("greedy").get());
    }

    EngineBench(PlacementPolicy policy) {
        this(policy, OPTIONS);
    }

    EngineBench(PlacementPolicy policy, EngineOptions options) {
        engine = new PlacementEngine("default", options, policy, store, new Saying());
    }

    static TinyCatalogue twoNodes() {
        return new TinyCatalogue()
                .cluster("c")
                .node("a", "c", 2, 0)
                .node("b", "c", 2, 0)
                .strategy("job", "run", null, Map.of("cpu", 1.0), 10_000);
    }

    /** A bench with the catalogue in use and both nodes in service. */
    static EngineBench inService() {
        return inService(OPTIONS);
    }

    static EngineBench inService(EngineOptions options) {
        EngineBench bench = new EngineBench(Baselines.named("greedy").get(), options);
        bench.catalogue(twoNodes().build());
        bench.report("a", NodeCondition.UP);
        bench.report("b", NodeCondition.UP);
        return bench;
    }

    private final class Saying implements EngineListener {
        @Override
        public void decided(PlacementDecision decision) {
            decided.add(decision);
            String node = decision.node() == null ? "" : " " + decision.node();
            String reason = decision.reason() == null ? "" : ": " + decision.reason();
            said.add(decision.kind() + " " + decision.decisionId() + node + reason);
        }

        @Override
        public void conflicted(TaskSubmitted task) {
            said.add("conflict " + task.taskId());
        }

        @Override
        public void ignored(IgnoredInput why) {
            said.add("ignored " + why);
        }

        @Override
        public void leftAlone(NodeLeftAlone node) {
            said.add("left alone " + node.node() + " until " + node.untilMillis());
        }

        @Override
        public void tried(String node) {
            said.add("tried " + node);
        }

        @Override
        public void trusted(String node) {
            said.add("trusted " + node);
        }

        @Override
        public void finished(String taskId, int attempt, long submittedAtMillis, long atMillis) {
            said.add("finished " + taskId + "#" + attempt);
        }
    }

    /** What was said since the last call. */
    List<String> heard() {
        List<String> heard = List.copyOf(said);
        said.clear();
        return heard;
    }

    /** Lets it become {@code millis} and decide. */
    EngineBench at(long millis) {
        nowMillis = millis;
        engine.advance(millis);
        engine.decide(millis);
        return this;
    }

    /** Sets the clock without deciding, for what belongs to one instant. */
    EngineBench time(long millis) {
        nowMillis = millis;
        return this;
    }

    EngineBench decide() {
        return at(nowMillis);
    }

    EngineBench catalogue(Catalogue catalogue) {
        engine.useCatalogue(catalogue, nowMillis);
        return this;
    }

    EngineBench submit(TaskSubmitted task) {
        engine.submit(task, nowMillis);
        return this;
    }

    EngineBench submit(String taskId) {
        return submit(TaskSubmitted.of(taskId, nowMillis, "job"));
    }

    EngineBench cancel(String taskId) {
        engine.cancel(new TaskCancelled(taskId, nowMillis, null), nowMillis);
        return this;
    }

    EngineBench event(TaskEventKind kind, String taskId, int attempt, String nodeId) {
        engine.report(
                new TaskEvent(
                        PlacementDecision.idOf(taskId, attempt),
                        taskId,
                        attempt,
                        "default",
                        nodeId,
                        "run",
                        kind,
                        nowMillis,
                        kind == TaskEventKind.FAILED ? "broken" : null),
                nowMillis);
        return this;
    }

    EngineBench report(String nodeId, NodeCondition condition, String... running) {
        return report(nodeId, condition, null, nowMillis, running);
    }

    /** A report with the cpu in use; {@code running} as {@code task#attempt}. */
    EngineBench report(
            String nodeId,
            NodeCondition condition,
            Double cpuUsed,
            long reportedAtMillis,
            String... running) {
        List<RunningAttempt> attempts = new ArrayList<>();
        for (String each : running) {
            String[] parts = each.split("#");
            attempts.add(new RunningAttempt(parts[0], Integer.parseInt(parts[1])));
        }
        engine.nodeChanged(
                new NodeChanged(
                        nodeId,
                        clusterOf(nodeId),
                        "default",
                        Map.of(),
                        Map.of(),
                        cpuUsed == null ? null : Map.of("cpu", cpuUsed),
                        attempts,
                        condition,
                        reportedAtMillis),
                nowMillis);
        return this;
    }

    private String clusterOf(String nodeId) {
        return engine.nodes().stream()
                .filter(node -> node.nodeId().equals(nodeId))
                .map(NodeView::cluster)
                .findFirst()
                .orElse("c");
    }

    /** Free cpu of a node, thousandths. */
    long free(String nodeId) {
        return engine.nodes().stream()
                        .filter(node -> node.nodeId().equals(nodeId))
                        .findFirst()
                        .orElseThrow()
                        .free(0)
                / (Quantity.ONE / 1000);
    }
}
