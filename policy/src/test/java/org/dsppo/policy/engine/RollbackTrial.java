package org.dsppo.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * An engine that crashes and goes on from a checkpoint some time back, while its executors went on
 * with what they had been told. Topics are read again from where the checkpoint stood.
 */
final class RollbackTrial {

    private static final EngineOptions OPTIONS =
            EngineOptions.defaults().toBuilder()
                    .ageingIntervalMillis(60_000)
                    .leaseMillis(30_000)
                    .startedGraceMillis(5_000)
                    .maxFailures(3)
                    .dedupRetentionMillis(3_600_000)
                    .waitNoticeMillis(0)
                    .build();

    private record Checkpoint(MemoryStore store, int taskOffset, int eventOffset) {}

    private final long seed;
    private final Random random;
    private final Catalogue catalogue;
    private final ExecutorFleet fleet;
    private final Map<String, TaskSubmitted> tasks = new LinkedHashMap<>();
    private final List<TaskSubmitted> taskTopic = new ArrayList<>();
    private final List<TaskEvent> eventTopic = new ArrayList<>();
    private int taskOffset;
    private int eventOffset;
    private MemoryStore store = new MemoryStore();
    private PlacementEngine engine;
    private long nowMillis = 1_000;
    private int assignments;
    private int overCapacity;

    RollbackTrial(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.catalogue = new RandomCatalogue(random).current();
        this.fleet = new ExecutorFleet(random);
        this.engine = newEngine();
        engine.useCatalogue(catalogue, nowMillis);
        reportNodes();
    }

    private PlacementEngine newEngine() {
        ScatterPolicy policy = new ScatterPolicy(seed, true);
        return new PlacementEngine("default", OPTIONS, policy, store, new World());
    }

    private final class World implements EngineListener {
        @Override
        public void decided(PlacementDecision decision) {
            switch (decision.kind()) {
                case ASSIGN -> assign(decision);
                case CANCEL -> fleet.cancel(decision, nowMillis);
                default -> throw new AssertionError(decision);
            }
        }

        @Override
        public void attemptLost(String taskId, int attempt, String nodeId, String why) {
            throw new AssertionError(taskId + "#" + attempt + " on " + nodeId + ": " + why);
        }

        @Override
        public void conflicted(TaskSubmitted task) {
            throw new AssertionError(task);
        }
    }

    private void assign(PlacementDecision decision) {
        ExecutionStrategy strategy =
                catalogue.classes().get(tasks.get(decision.taskId()).taskClass()).stream()
                        .filter(each -> each.id().equals(decision.strategy()))
                        .findFirst()
                        .orElseThrow();
        Amounts demand = Amounts.of(strategy.demand());
        if (decision.share() != null) {
            demand =
                    demand.with(
                            strategy.elastic().resource(),
                            Math.round(decision.share() * 1_000_000));
        }
        fleet.assign(decision, demand);
        assignments++;
        NodeSpec node =
                catalogue.nodes().stream()
                        .filter(each -> each.nodeId().equals(decision.node()))
                        .findFirst()
                        .orElseThrow();
        boolean fits = fleet.held(decision.node(), true).fitIn(Amounts.of(node.capacity()));
        overCapacity += fits ? 0 : 1;
    }

    /** A while of normal operation; {@code arrivals} new tasks per step at most. */
    void run(int steps, int arrivals) {
        for (int step = 0; step < steps; step++) {
            nowMillis += 100 + random.nextInt(400);
            for (int i = random.nextInt(arrivals + 1); i > 0; i--) {
                String[] classes = {"small", "large", "any"};
                TaskSubmitted task =
                        TaskSubmitted.of("t" + tasks.size(), nowMillis, classes[random.nextInt(3)]);
                tasks.put(task.taskId(), task);
                taskTopic.add(task);
            }
            fleet.work(0.3, 0, nowMillis);
            eventTopic.addAll(fleet.sent());
            fleet.sent().clear();
            consume();
            if (step % 5 == 0) {
                reportNodes();
            }
            engine.advance(nowMillis);
            engine.decide(nowMillis);
        }
    }

    private void consume() {
        for (int i = random.nextInt(20); i > 0 && taskOffset < taskTopic.size(); i--) {
            engine.submit(taskTopic.get(taskOffset++), nowMillis);
        }
        for (int i = random.nextInt(40); i > 0 && eventOffset < eventTopic.size(); i--) {
            engine.report(eventTopic.get(eventOffset++), nowMillis);
        }
    }

    private void reportNodes() {
        for (NodeSpec node : catalogue.nodes()) {
            engine.nodeChanged(
                    new NodeChanged(
                            node.nodeId(),
                            node.cluster(),
                            "default",
                            node.labels(),
                            node.capacity(),
                            fleet.held(node.nodeId(), false).toDecimals(),
                            fleet.running(node.nodeId()),
                            NodeCondition.UP,
                            nowMillis),
                    nowMillis);
        }
    }

    /** Runs on for some steps and then starts again from how things are now. */
    void crashAfter(int steps, int arrivals) {
        Checkpoint checkpoint = new Checkpoint(store.copy(), taskOffset, eventOffset);
        run(steps, arrivals);
        nowMillis += random.nextInt(3_000);
        store = checkpoint.store().copy();
        engine = newEngine();
        engine.useCatalogue(catalogue, nowMillis);
        checkpoint.store().restoreInto(engine, nowMillis);
        taskOffset = checkpoint.taskOffset();
        eventOffset = checkpoint.eventOffset();
    }

    void finish() {
        for (int round = 0; round < 500 && !isOver(); round++) {
            run(5, 0);
        }
        reportNodes();
    }

    private boolean isOver() {
        return store.tasks.isEmpty()
                && store.orphans.isEmpty()
                && fleet.idle()
                && taskOffset == taskTopic.size()
                && eventOffset == eventTopic.size();
    }

    int assignments() {
        return assignments;
    }

    int overCapacity() {
        return overCapacity;
    }

    void checkEnd() {
        assertThat(fleet.finishes.keySet()).isEqualTo(tasks.keySet());
        assertThat(fleet.finishes.values()).allMatch(times -> times == 1);
        assertThat(fleet.overlaps).isEmpty();
        assertThat(store.tasks).isEmpty();
        assertThat(store.orphans).isEmpty();
        for (NodeView node : engine.nodes()) {
            assertThat(node.holders()).isZero();
            for (int kind = 0; kind < ((NodeLedger) node).capacity().length; kind++) {
                assertThat(node.free(kind)).isEqualTo(node.capacity(kind));
            }
        }
    }
}
