package org.dsppo.policy.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.node.RunningAttempt;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;

/**
 * Executors as they should be written: they act on the first ASSIGN of a decision id, stop on
 * CANCEL and report. They may lose touch, and what they run, at any moment.
 */
final class ExecutorFleet {

    /** An attempt that an executor accepted. */
    static final class Job {
        final PlacementDecision decision;
        final Amounts demand;
        boolean running;

        /** Its node was out of reach at some time, so that it may outlive being given up. */
        boolean outOfReach;

        Job(PlacementDecision decision, Amounts demand) {
            this.decision = decision;
            this.demand = demand;
        }
    }

    static final class Machine {
        final Map<String, Job> jobs = new LinkedHashMap<>();
        final Deque<Runnable> inbox = new ArrayDeque<>();
        final List<TaskEvent> outbox = new ArrayList<>();
        boolean connected = true;
    }

    final Map<String, Machine> machines = new HashMap<>();
    final Map<String, Integer> finishes = new HashMap<>();
    final List<String> overlaps = new ArrayList<>();
    private final Set<String> acted = new HashSet<>();
    private final List<TaskEvent> sent = new ArrayList<>();
    private final Random random;

    ExecutorFleet(Random random) {
        this.random = random;
    }

    Machine machine(String nodeId) {
        return machines.computeIfAbsent(nodeId, key -> new Machine());
    }

    /** Events on their way; whoever delivers one decides whether it stays. */
    List<TaskEvent> sent() {
        return sent;
    }

    void assign(PlacementDecision decision, Amounts demand) {
        if (acted.add(decision.decisionId())) {
            Machine machine = machine(decision.node());
            Job job = new Job(decision, demand);
            job.outOfReach = !machine.connected;
            machine.inbox.add(() -> machine.jobs.put(decision.decisionId(), job));
            read(machine);
        }
    }

    void cancel(PlacementDecision decision, long nowMillis) {
        Machine machine = machine(decision.node());
        machine.inbox.add(
                () -> {
                    Job job = machine.jobs.remove(decision.decisionId());
                    if (job != null) {
                        tell(machine, job, TaskEventKind.FAILED, nowMillis);
                    }
                });
        read(machine);
    }

    private void read(Machine machine) {
        while (machine.connected && !machine.inbox.isEmpty()) {
            machine.inbox.poll().run();
        }
    }

    private void tell(Machine machine, Job job, TaskEventKind kind, long nowMillis) {
        PlacementDecision decision = job.decision;
        machine.outbox.add(
                TaskEvent.of(
                        decision,
                        kind,
                        nowMillis,
                        kind == TaskEventKind.FAILED ? "told so" : null));
        flush(machine);
    }

    private void flush(Machine machine) {
        if (machine.connected) {
            sent.addAll(machine.outbox);
            machine.outbox.clear();
        }
    }

    /** Lets some attempts start and some end. */
    void work(double chance, double failing, long nowMillis) {
        machines.forEach(
                (nodeId, machine) -> {
                    for (Job job : List.copyOf(machine.jobs.values())) {
                        if (random.nextDouble() < chance) {
                            step(nodeId, machine, job, failing, nowMillis);
                        }
                    }
                });
    }

    private void step(String nodeId, Machine machine, Job job, double failing, long nowMillis) {
        if (!job.running) {
            job.running = true;
            checkOverlap(nodeId, machine, job);
            tell(machine, job, TaskEventKind.STARTED, nowMillis);
        } else if (random.nextDouble() < failing) {
            machine.jobs.remove(job.decision.decisionId());
            if (random.nextBoolean()) {
                tell(machine, job, TaskEventKind.FAILED, nowMillis);
            }
        } else {
            machine.jobs.remove(job.decision.decisionId());
            finishes.merge(job.decision.taskId(), 1, Integer::sum);
            tell(machine, job, TaskEventKind.FINISHED, nowMillis);
        }
    }

    private void checkOverlap(String nodeId, Machine machine, Job job) {
        machines.forEach(
                (otherId, other) -> {
                    for (Job running : other.jobs.values()) {
                        if (running != job
                                && running.running
                                && !running.outOfReach
                                && !job.outOfReach
                                && running.decision.taskId().equals(job.decision.taskId())) {
                            overlaps.add(
                                    running.decision.decisionId()
                                            + " on "
                                            + otherId
                                            + " while "
                                            + job.decision.decisionId()
                                            + " on "
                                            + nodeId);
                        }
                    }
                });
    }

    void disconnect(String nodeId) {
        Machine machine = machine(nodeId);
        machine.connected = false;
        markOutOfReach(nodeId);
    }

    void markOutOfReach(String nodeId) {
        machine(nodeId).jobs.values().forEach(job -> job.outOfReach = true);
    }

    void reconnect(String nodeId) {
        Machine machine = machine(nodeId);
        machine.connected = true;
        read(machine);
        flush(machine);
    }

    /** Everything the node runs is gone without a word. */
    void crash(String nodeId) {
        machine(nodeId).jobs.clear();
    }

    List<RunningAttempt> running(String nodeId) {
        return machine(nodeId).jobs.values().stream()
                .filter(job -> job.running)
                .map(job -> new RunningAttempt(job.decision.taskId(), job.decision.attempt()))
                .toList();
    }

    /** What attempts hold on a node; those not started count if {@code all}. */
    Amounts held(String nodeId, boolean all) {
        Amounts held = new Amounts();
        for (Job job : machine(nodeId).jobs.values()) {
            if (all || job.running) {
                held = held.plus(job.demand);
            }
        }
        return held;
    }

    boolean idle() {
        return sent.isEmpty()
                && machines.values().stream()
                        .allMatch(each -> each.jobs.isEmpty() && each.inbox.isEmpty());
    }

    static boolean isOrder(PlacementDecision decision) {
        return decision.kind() == DecisionKind.ASSIGN || decision.kind() == DecisionKind.CANCEL;
    }
}
