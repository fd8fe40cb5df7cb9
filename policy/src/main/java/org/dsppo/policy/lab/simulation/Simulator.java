package org.dsppo.policy.lab.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
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
import org.dsppo.schemas.node.RunningAttempt;
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
    private final RuntimeModel runtimes;
    private final OutageSchedule outages;
    private final Map<String, PlacementEngine> engines = new LinkedHashMap<>();
    private final Map<String, String> cellOfCluster = new HashMap<>();
    private final Map<String, NodeSpec> nodes = new HashMap<>();
    private final Map<String, TaskSubmitted> submissions = new HashMap<>();
    private final PriorityQueue<Execution> running = new PriorityQueue<>();
    private final PriorityQueue<Execution> starting =
            new PriorityQueue<>(
                    Comparator.comparingLong((Execution e) -> e.startsAtTicks)
                            .thenComparingInt(e -> e.slot));
    private final Map<String, Execution> byDecision = new HashMap<>();
    private final List<Execution> toStop = new ArrayList<>();
    private final List<ExecutedDecision> executed = new ArrayList<>();
    private final VirtualTime time;
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
        this.runtimes = runtimes;
        this.time = VirtualTime.of(workload);
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
                            new Executors()));
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
                        new SimulationResult(simulator.policyName, workload, simulator.executed))
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
            complete();
            beginTransferred();
            turnNodes();
            feedTasks();
            for (PlacementEngine engine : engines.values()) {
                engine.advance(nowMillis());
                stopCancelled();
                engine.decide(nowMillis());
            }
            beginTransferred();
            long next = nextInstant();
            if (next != VirtualTime.NEVER) {
                spentMillis +=
                        (double) (waiting() + byDecision.size())
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
        long next = time.tick(outages.nextMillis());
        if (nextTask < workload.tasks().size()) {
            next = Math.min(next, time.tick(workload.tasks().get(nextTask).atMillis()));
        }
        if (!running.isEmpty()) {
            next = Math.min(next, running.peek().endsAtTicks);
        }
        if (!starting.isEmpty()) {
            next = Math.min(next, starting.peek().startsAtTicks);
        }
        for (PlacementEngine engine : engines.values()) {
            if (engine.waiting() > 0) {
                next = Math.min(next, time.tick(engine.nextTimerMillis()));
            }
        }
        return next;
    }

    private void complete() {
        while (!running.isEmpty() && running.peek().endsAtTicks <= nowTicks) {
            Execution execution = running.poll();
            if (!execution.over) {
                end(execution, AttemptOutcome.FINISHED);
                report(execution, TaskEventKind.FINISHED, null);
            }
        }
    }

    private void beginTransferred() {
        while (!starting.isEmpty() && starting.peek().startsAtTicks <= nowTicks) {
            Execution execution = starting.poll();
            if (!execution.over) {
                execution.started = true;
                report(execution, TaskEventKind.STARTED, null);
            }
        }
    }

    private void turnNodes() {
        while (outages.nextMillis() <= nowMillis()) {
            OutageSchedule.Turn turn = outages.take();
            if (!turn.up()) {
                for (Execution execution : List.copyOf(byDecision.values())) {
                    if (execution.decision.nodeName().equals(turn.node())) {
                        end(execution, AttemptOutcome.LOST);
                    }
                }
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
        executed.add(new ExecutedDecision(decision, time.exactMillis(nowTicks), null, null, null));
    }

    private void stopCancelled() {
        for (Execution execution : toStop) {
            if (!execution.over) {
                end(execution, AttemptOutcome.CANCELLED);
                report(execution, TaskEventKind.FAILED, "cancelled");
            }
        }
        toStop.clear();
    }

    private void end(Execution execution, AttemptOutcome outcome) {
        execution.over = true;
        byDecision.remove(execution.decision.decisionId());
        executed.set(
                execution.slot,
                new ExecutedDecision(
                        execution.decision,
                        time.exactMillis(execution.decidedAtTicks),
                        execution.started ? time.exactMillis(execution.startsAtTicks) : null,
                        time.exactMillis(nowTicks),
                        outcome));
    }

    private void report(Execution execution, TaskEventKind kind, String reason) {
        PlacementDecision decision = execution.decision;
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
                                runningOn(name),
                                condition,
                                nowMillis()),
                        nowMillis());
    }

    private List<RunningAttempt> runningOn(String name) {
        return byDecision.values().stream()
                .filter(execution -> execution.started)
                .map(execution -> execution.decision)
                .filter(decision -> decision.nodeName().equals(name))
                .map(decision -> new RunningAttempt(decision.taskId(), decision.attempt()))
                .toList();
    }

    /** The simulated executors: start what is assigned, stop what is cancelled. */
    private final class Executors implements EngineListener {

        @Override
        public void decided(PlacementDecision decision) {
            if (decision.kind() == DecisionKind.REJECT) {
                executed.add(
                        new ExecutedDecision(
                                decision, time.exactMillis(nowTicks), null, null, null));
            } else if (decision.kind() == DecisionKind.CANCEL) {
                Execution execution = byDecision.get(decision.decisionId());
                if (execution != null) {
                    toStop.add(execution);
                }
            }
        }

        @Override
        public void assigned(
                PlacementDecision decision, long transferMillis, double estimateMillis) {
            TaskSubmitted task = submissions.get(decision.taskId());
            double runtime = runtimes.runtimeMillis(task, decision, estimateMillis);
            String what = "task " + task.taskId();
            long startTicks = time.afterOrAt(nowTicks, transferMillis, what);
            Execution execution =
                    new Execution(
                            decision,
                            nowTicks,
                            startTicks,
                            time.after(startTicks, runtime, what),
                            executed.size());
            executed.add(null);
            running.add(execution);
            starting.add(execution);
            byDecision.put(decision.decisionId(), execution);
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
