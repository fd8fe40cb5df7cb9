package org.dsppo.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.RunningTask;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskSubmitted;

/** One engine, its executors and everything that may happen to them, by one seed. */
final class EngineTrial {

    static final EngineOptions OPTIONS =
            EngineOptions.defaults().toBuilder()
                    .ageingIntervalMillis(7_000)
                    .leaseMillis(6_000)
                    .startedGraceMillis(2_000)
                    .maxFailures(3)
                    .dedupRetentionMillis(3_600_000)
                    .waitNoticeMillis(1_000)
                    .build();
    private final long seed;
    private final Random random;
    private final RandomCatalogue catalogue;
    private final ReferenceLedger reference = new ReferenceLedger(OPTIONS);
    private final ExecutorFleet fleet;
    private final Map<String, NodeChanged> delayed = new HashMap<>();
    private final Map<String, Amounts> delayedForeign = new HashMap<>();
    private final Map<String, Amounts> foreign = new HashMap<>();
    private final RandomCapacities capacities;
    private final RandomTasks tasks;
    private final List<PlacementDecision> output = new ArrayList<>();
    private MemoryStore store = new MemoryStore();
    private ScatterPolicy policy;
    private PlacementEngine engine;
    private long nowMillis = 1_000;

    /**
     * @param jitter whether nodes report a little more or less each time
     */
    EngineTrial(long seed, boolean jitter) {
        this.seed = seed;
        this.random = new Random(seed);
        this.catalogue = new RandomCatalogue(random);
        this.fleet = new ExecutorFleet(random);
        this.tasks = new RandomTasks(random, catalogue);
        this.capacities = new RandomCapacities(random, catalogue, jitter);
        this.policy = new ScatterPolicy(seed, false);
        this.engine = new PlacementEngine("default", OPTIONS, policy, store, new World());
        reference.catalogue(catalogue.current());
        engine.useCatalogue(catalogue.current(), nowMillis);
        for (int i = 0; i < 4; i++) {
            report("node-" + i, NodeCondition.UP);
        }
    }

    /** Hears the engine, checks what it says and passes it on to the executors. */
    private final class World implements EngineListener {
        @Override
        public void decided(PlacementDecision decision) {
            output.add(decision);
            assertThat(decision.decidedAtMillis()).isEqualTo(nowMillis);
            switch (decision.kind()) {
                case ASSIGN -> fleet.assign(decision, reference.assigned(decision));
                case CANCEL -> fleet.cancel(decision, nowMillis);
                case REJECT -> reference.rejected(decision, nowMillis);
                default -> assertThat(decision.reason()).isNotBlank();
            }
        }

        @Override
        public void conflicted(TaskSubmitted task) {
            assertThat(tasks.submitted(task.taskId())).doesNotContain(task);
        }

        @Override
        public void attemptLost(String taskId, int attempt, String nodeId, String why) {
            reference.lost(taskId, attempt, why, nowMillis);
        }

        @Override
        public void finished(String taskId, int attempt, long submittedAtMillis, long atMillis) {
            reference.finished(taskId);
        }
    }

    /** One instant of trouble. */
    void step() {
        nowMillis += random.nextInt(20) == 0 ? random.nextInt(9_000) : random.nextInt(600);
        for (int inputs = random.nextInt(4); inputs >= 0; inputs--) {
            input();
        }
        fleet.work(0.15, 0.15, nowMillis);
        decide();
        check();
    }

    private void input() {
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> submit();
            case 4 -> repeat();
            case 5 -> cancel();
            case 6, 7, 8, 9 -> deliverEvent(random.nextInt(3) == 0);
            case 10, 11 -> telemetry();
            case 12 -> trouble();
            case 13 -> changeCatalogue();
            case 14 -> foreignUse();
            default -> restart();
        }
    }

    private void submit() {
        TaskSubmitted task = tasks.next(nowMillis);
        reference.submitting(task);
        engine.submit(task, nowMillis);
    }

    private void repeat() {
        TaskSubmitted task = tasks.any();
        if (task != null) {
            engine.submit(random.nextBoolean() ? task : task.submittedAt(77), nowMillis);
        }
    }

    private void cancel() {
        String taskId = tasks.anyId();
        reference.cancelling(taskId);
        engine.cancel(new TaskCancelled(taskId, nowMillis, null), nowMillis);
    }

    private void deliverEvent(boolean again) {
        if (!fleet.sent().isEmpty()) {
            int at = random.nextInt(fleet.sent().size());
            TaskEvent event = again ? fleet.sent().get(at) : fleet.sent().remove(at);
            reference.event(event);
            engine.report(event, nowMillis);
        }
    }

    private String anyNode() {
        return "node-" + random.nextInt(7);
    }

    private void telemetry() {
        String nodeId = anyNode();
        NodeChanged late = delayed.remove(nodeId);
        if (late != null) {
            tell(late, delayedForeign.remove(nodeId));
        } else if (fleet.machine(nodeId).connected && reference.hasReport(nodeId)) {
            NodeChanged fresh = snapshot(nodeId, NodeCondition.UP);
            if (random.nextInt(3) == 0) {
                delayed.put(nodeId, fresh);
                delayedForeign.put(nodeId, foreignOf(nodeId));
            } else {
                tell(fresh, foreignOf(nodeId));
            }
        }
    }

    private void trouble() {
        String nodeId = anyNode();
        delayed.remove(nodeId);
        switch (random.nextInt(7)) {
            case 0 -> fleet.disconnect(nodeId);
            case 1 -> fleet.crash(nodeId);
            case 2 -> report(nodeId, NodeCondition.SUSPECT);
            case 3 -> {
                fleet.markOutOfReach(nodeId);
                report(nodeId, NodeCondition.DOWN);
            }
            case 4 -> report(nodeId, NodeCondition.DRAINING);
            case 5 -> {
                if (random.nextInt(4) == 0) {
                    fleet.markOutOfReach(nodeId);
                    report(nodeId, NodeCondition.FORGOTTEN);
                }
            }
            default -> {
                fleet.reconnect(nodeId);
                report(nodeId, NodeCondition.UP);
            }
        }
    }

    private void changeCatalogue() {
        if (random.nextInt(3) == 0) {
            catalogue.change();
            useCatalogue();
        }
    }

    private void useCatalogue() {
        reference.catalogue(catalogue.current());
        engine.useCatalogue(catalogue.current(), nowMillis);
    }

    private void foreignUse() {
        foreign.put(
                anyNode(), Amounts.of(Map.of("cpu", random.nextInt(2_000) / 1000.0, "gpu", 0.125)));
    }

    private Amounts foreignOf(String nodeId) {
        return foreign.getOrDefault(nodeId, new Amounts());
    }

    private void report(String nodeId, NodeCondition condition) {
        if (condition == NodeCondition.UP) {
            capacities.move(nodeId);
        }
        tell(snapshot(nodeId, condition), foreignOf(nodeId));
    }

    private NodeChanged snapshot(String nodeId, NodeCondition condition) {
        boolean far = nodeId.hashCode() % 2 == 0;
        Amounts used = foreignOf(nodeId).plus(fleet.held(nodeId, false));
        return new NodeChanged(
                nodeId,
                far ? "far" : "near",
                "default",
                Map.of("tier", far ? "far" : "near"),
                capacities.of(nodeId),
                used.toDecimals(),
                fleet.running(nodeId),
                condition,
                nowMillis);
    }

    private void tell(NodeChanged report, Amounts foreignThen) {
        reference.reported(report, foreignThen);
        engine.nodeChanged(report, nowMillis);
        if (report.condition() == NodeCondition.FORGOTTEN) {
            reference.forgotten(report.nodeId());
        }
    }

    private void decide() {
        engine.advance(nowMillis);
        engine.decide(nowMillis);
        assertThat(engine.nextTimerMillis()).isGreaterThan(nowMillis);
    }

    /** The engine's books against ours, and ours against what the executors hold. */
    private void check() {
        ResourceSpace kinds = new ResourceSpace(catalogue.current().resources());
        for (NodeView node : engine.nodes()) {
            assertThat(node.running())
                    .extracting(RunningTask::expectedEndMillis)
                    .as("ends on %s", node)
                    .isSorted();
            Amounts held = reference.held(node.nodeId());
            for (String name : kinds.names()) {
                assertThat(((NodeLedger) node).reserved(kinds.position(name)))
                        .as("%s of %s at %d", name, node, nowMillis)
                        .isEqualTo(held.get(name));
            }
        }
        fleet.machines.forEach(
                (nodeId, machine) ->
                        machine.jobs.forEach(
                                (decisionId, job) ->
                                        assertThat(job.outOfReach || reference.holds(decisionId))
                                                .as("%s holds %s", nodeId, decisionId)
                                                .isTrue()));
        assertThat(fleet.overlaps).isEmpty();
    }

    /** Another engine goes on from what the first wrote. Both must do the same next. */
    private void restart() {
        settle();
        MemoryStore copy = store.copy();
        List<PlacementDecision> otherOutput = new ArrayList<>();
        ScatterPolicy otherPolicy = new ScatterPolicy(seed, false);
        PlacementEngine other =
                new PlacementEngine("default", OPTIONS, otherPolicy, copy, recording(otherOutput));
        other.useCatalogue(catalogue.current(), nowMillis);
        store.copy().restoreInto(other, nowMillis);
        assertThat(other.waiting()).isEqualTo(engine.waiting());
        assertThat(other.holding()).isEqualTo(engine.holding());
        nowMillis += random.nextInt(8_000);
        boolean sameForeign = RestoredEngine.agree(engine, other);
        if (sameForeign && !RestoredEngine.missingAttempts(engine)) {
            policy.seen().clear();
            output.clear();
            // A restored engine always decides.
            engine.usePolicy(policy);
            decide();
            other.advance(nowMillis);
            other.decide(nowMillis);
            assertThat(otherPolicy.seen()).isEqualTo(policy.seen());
            assertThat(withoutWaits(otherOutput))
                    .containsExactlyInAnyOrderElementsOf(withoutWaits(output));
            assertThat(copy.tasks.keySet()).isEqualTo(store.tasks.keySet());
            assertThat(copy.orphans.keySet()).isEqualTo(store.orphans.keySet());
            assertThat(copy.ended.keySet()).isEqualTo(store.ended.keySet());
        }
        policy = new ScatterPolicy(seed, false);
        engine = new PlacementEngine("default", OPTIONS, policy, store, new World());
        engine.useCatalogue(catalogue.current(), nowMillis);
        store.copy().restoreInto(engine, nowMillis);
    }

    private static EngineListener recording(List<PlacementDecision> decisions) {
        return new EngineListener() {
            @Override
            public void decided(PlacementDecision decision) {
                decisions.add(decision);
            }

            @Override
            public void conflicted(TaskSubmitted task) {}
        };
    }

    private static List<PlacementDecision> withoutWaits(List<PlacementDecision> decisions) {
        return decisions.stream().filter(each -> each.kind() != DecisionKind.WAIT).toList();
    }

    /** Peace: every node in service, every executor at work, until nothing is left. */
    void drain() {
        catalogue.complete();
        useCatalogue();
        delayed.clear();
        foreign.clear();
        capacities.settle();
        policy = new ScatterPolicy(seed, true);
        engine.usePolicy(policy);
        Set<String> nodes = Set.copyOf(fleet.machines.keySet());
        for (int round = 0; round < 2_000 && (engine.waiting() > 0 || !quiet()); round++) {
            nowMillis += 1_500;
            nodes.forEach(fleet::reconnect);
            fleet.work(0.7, 0, nowMillis);
            while (!fleet.sent().isEmpty()) {
                deliverEvent(false);
            }
            for (NodeView node : List.copyOf(engine.nodes())) {
                report(node.nodeId(), NodeCondition.UP);
            }
            decide();
            check();
        }
        capacities.settle();
        List.copyOf(engine.nodes()).forEach(node -> report(node.nodeId(), NodeCondition.UP));
        settle();
    }

    /** Lets pass the second for which changes of nodes may be put off. */
    private void settle() {
        nowMillis += 1_000;
        engine.advance(nowMillis);
    }

    private boolean quiet() {
        return engine.holding() == 0 && store.orphans.isEmpty() && fleet.idle();
    }

    /** Everything ended, once, and nothing is left behind. */
    void checkEnd() {
        assertThat(reference.ends().keySet()).isEqualTo(reference.submitted());
        for (NodeView node : engine.nodes()) {
            for (int kind = 0; kind < ((NodeLedger) node).capacity().length; kind++) {
                assertThat(node.free(kind)).as("free of %s", node).isEqualTo(node.capacity(kind));
            }
            assertThat(node.holders()).isZero();
        }
        nowMillis += OPTIONS.dedupRetentionMillis() + 1;
        decide();
        assertThat(store.tasks).isEmpty();
        assertThat(store.ended).isEmpty();
        assertThat(store.orphans).isEmpty();
        assertThat(store.early).isEmpty();
        List.copyOf(store.nodes.values())
                .forEach(
                        node ->
                                tell(
                                        snapshot(node.nodeId(), NodeCondition.FORGOTTEN),
                                        new Amounts()));
        settle();
        assertThat(engine.isBlank()).isTrue();
        assertThat(store.nodes).isEmpty();
        assertThat(engine.nextTimerMillis()).isEqualTo(Long.MAX_VALUE);
    }
}
