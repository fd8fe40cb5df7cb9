package org.dsppo.policy.lab.simulation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.dsppo.policy.engine.EngineListener;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.engine.EngineStore;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.policy.engine.PlacementEngine;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * Runs a workload through the placement engine in virtual time. Event-driven and deterministic: the
 * same workload and policy give the same decisions to the bit.
 *
 * <p>At each instant completions come first, then failures and returns of nodes, then submissions
 * and withdrawals; then the policy decides once per cell. Attempts start when their transfer ends
 * and hold their resources from the decision on.
 *
 * <p>A task that names a cell without cluster, and one that takes another's id, is rejected.
 *
 * <p>The simulated world has microseconds, so that run times with a scale keep their fractions and
 * completions coincide only if they do so in truth; the engine and the policy see milliseconds.
 */
public final class Simulator {

    private final Workload workload;
    private final OutageSchedule outages;
    private final Map<String, PlacementEngine> engines = new LinkedHashMap<>();
    private final Map<String, String> cellOfCluster = new HashMap<>();
    private final Map<String, NodeSpec> nodes = new HashMap<>();
    private final Map<String, TaskSubmitted> submissions = new HashMap<>();
    private final VirtualTime time;
    private final SimulatedExecutors executors;
    private final String policyName;
    private int nextTask;
    private long nowTicks;
    private double spentMillis;

    private Simulator(
            Workload workload,
            Supplier<PlacementPolicy> policies,
            EngineOptions options,
            RuntimeModel runtimes) {
        this.workload = workload;
        this.time = VirtualTime.of(workload);
        this.executors = new SimulatedExecutors(time, runtimes, this::report);
        this.outages = new OutageSchedule(workload.outages(), options.startedGraceMillis());
        for (ClusterSpec cluster : workload.catalogue().clusters()) {
            cellOfCluster.put(cluster.id(), cluster.cell());
        }
        workload.catalogue().nodes().forEach(node -> nodes.put(node.name(), node));
        String name = "";
        for (String cell : cellOfCluster.values().stream().distinct().sorted().toList()) {
            PlacementPolicy policy = policies.get();
            name = policy.name();
            engines.put(
                    cell,
                    new PlacementEngine(
                            cell,
                            options.withoutWaitNotices().withFinalCatalogue(),
                            policy,
                            EngineStore.NONE,
                            new Decisions()));
        }
        this.policyName = name;
    }

    /**
     * Runs a workload to its end with the engine's default rules, but without reservations, and run
     * times as estimated: the rules by which policies are defined, trained and compared.
     *
     * @param policies makes a policy for each cell
     * @throws IllegalStateException if the policy leaves tasks waiting for ever
     */
    public static SimulationResult run(Workload workload, Supplier<PlacementPolicy> policies) {
        return run(
                workload,
                policies,
                EngineOptions.defaults().withoutReservations(),
                RuntimeModel.AS_ESTIMATED);
    }

    /**
     * Runs a workload to its end.
     *
     * @param policies makes a policy for each cell
     * @param options rules of the engine; WAIT records are left out
     * @param runtimes how long attempts really take
     * @throws IllegalStateException if the policy leaves tasks waiting for ever
     */
    public static SimulationResult run(
            Workload workload,
            Supplier<PlacementPolicy> policies,
            EngineOptions options,
            RuntimeModel runtimes) {
        return runWithin(workload, policies, options, runtimes, Double.POSITIVE_INFINITY)
                .orElseThrow();
    }

    /**
     * Runs a workload to its end, or until it is sure that tasks spend more time in the system than
     * that. Up to any time, all of them together have spent the integral of their number.
     *
     * @param policies makes a policy for each cell
     * @param options rules of the engine; WAIT records are left out
     * @param runtimes how long attempts really take
     * @param mostMillis what all tasks together may take from submission to end
     * @return nothing if they take more
     * @throws IllegalStateException if the policy leaves tasks waiting for ever
     */
    public static Optional<SimulationResult> runWithin(
            Workload workload,
            Supplier<PlacementPolicy> policies,
            EngineOptions options,
            RuntimeModel runtimes,
            double mostMillis) {
        Simulator simulator = new Simulator(workload, policies, options, runtimes);
        simulator.start();
        return simulator.runToEnd(mostMillis)
                ? Optional.of(
                        new SimulationResult(
                                simulator.policyName, workload, simulator.executors.executed()))
                : Optional.empty();
    }

    private void start() {
        for (PlacementEngine engine : engines.values()) {
            engine.useCatalogue(workload.catalogue(), 0);
        }
        for (NodeSpec node : workload.catalogue().nodes()) {
            reportNode(node.name(), NodeCondition.UP);
        }
    }

    /** False if tasks take more than they may. */
    private boolean runToEnd(double mostMillis) {
        nowTicks = nextInstant();
        while (nowTicks != VirtualTime.NEVER) {
            executors.complete(nowTicks);
            executors.beginTransferred(nowTicks);
            turnNodes();
            feedTasks();
            for (PlacementEngine engine : engines.values()) {
                engine.advance(nowMillis());
                executors.stopCancelled(nowTicks);
                engine.decide(nowMillis());
            }
            executors.beginTransferred(nowTicks);
            long next = nextInstant();
            if (next != VirtualTime.NEVER) {
                spentMillis +=
                        (double) (waiting() + executors.holding())
                                * time.exactMillis(next - nowTicks);
                if (spentMillis > mostMillis) {
                    return false;
                }
            }
            nowTicks = next;
        }
        int waiting = waiting();
        if (waiting > 0) {
            throw new IllegalStateException(
                    "policy %s leaves %d tasks of %s waiting though nothing runs"
                            .formatted(policyName, waiting, workload.name()));
        }
        return true;
    }

    private int waiting() {
        int waiting = 0;
        for (PlacementEngine engine : engines.values()) {
            waiting += engine.waiting();
        }
        return waiting;
    }

    private long nowMillis() {
        return time.millis(nowTicks);
    }

    private long nextInstant() {
        long next = Math.min(executors.nextTicks(), time.tick(outages.nextMillis()));
        if (nextTask < workload.tasks().size()) {
            next = Math.min(next, time.tick(workload.tasks().get(nextTask).atMillis()));
        }
        for (PlacementEngine engine : engines.values()) {
            if (engine.waiting() > 0) {
                next = Math.min(next, time.tick(engine.nextTimerMillis()));
            }
        }
        return next;
    }

    private void turnNodes() {
        while (outages.nextMillis() <= nowMillis()) {
            OutageSchedule.Turn turn = outages.take();
            if (!turn.up()) {
                executors.lose(turn.node(), nowTicks);
            }
            reportNode(turn.node(), turn.up() ? NodeCondition.UP : NodeCondition.DOWN);
        }
    }

    private void feedTasks() {
        while (nextTask < workload.tasks().size()
                && workload.tasks().get(nextTask).atMillis() <= nowMillis()) {
            TaskMessage message = workload.tasks().get(nextTask++);
            PlacementEngine engine = engines.get(message.cell());
            if (engine == null) {
                refuseCell(message);
            } else if (message.submitted() != null) {
                submissions.putIfAbsent(message.taskId(), message.submitted());
                engine.submit(message.submitted(), nowMillis());
            } else {
                engine.cancel(message.cancelled(), nowMillis());
            }
        }
    }

    /** No cell decides on such a task, so nothing but the run itself can refuse it. */
    private void refuseCell(TaskMessage message) {
        if (message.submitted() != null) {
            refuse(message, "", "no cluster is of cell " + message.cell());
        }
    }

    private void refuse(TaskMessage message, String suffix, String reason) {
        PlacementDecision decision =
                new PlacementDecision(
                        PlacementDecision.idOf(message.taskId(), 1) + suffix,
                        message.taskId(),
                        1,
                        message.cell(),
                        0,
                        DecisionKind.REJECT,
                        null,
                        null,
                        null,
                        null,
                        null,
                        nowMillis(),
                        nowMillis() - message.atMillis(),
                        null,
                        false,
                        reason,
                        null);
        executors.refuse(decision, nowTicks);
    }

    private void report(PlacementDecision decision, TaskEventKind kind, String reason) {
        engines.get(decision.cell())
                .report(TaskEvent.of(decision, kind, nowMillis(), reason), nowMillis());
    }

    private void reportNode(String name, NodeCondition condition) {
        NodeSpec node = nodes.get(name);
        String cell = cellOfCluster.get(node.cluster());
        engines.get(cell)
                .nodeChanged(
                        new NodeChanged(
                                node.nodeId(),
                                node.cluster(),
                                cell,
                                node.labels(),
                                node.capacity(),
                                null,
                                executors.runningOn(name),
                                condition,
                                nowMillis()),
                        nowMillis());
    }

    /** Passes on to the executors what is decided. */
    private final class Decisions implements EngineListener {

        @Override
        public void decided(PlacementDecision decision) {
            if (decision.kind() == DecisionKind.REJECT) {
                executors.refuse(decision, nowTicks);
            } else if (decision.kind() == DecisionKind.CANCEL) {
                executors.cancel(decision);
            }
        }

        @Override
        public void assigned(
                PlacementDecision decision, long transferMillis, double estimateMillis) {
            executors.assign(
                    decision,
                    submissions.get(decision.taskId()),
                    transferMillis,
                    estimateMillis,
                    nowTicks);
        }

        @Override
        public void conflicted(TaskSubmitted task) {
            // The first one's decision has the plain id.
            refuse(
                    TaskMessage.of(task),
                    "/conflict",
                    "the same id was submitted before, with other content");
        }
    }
}
