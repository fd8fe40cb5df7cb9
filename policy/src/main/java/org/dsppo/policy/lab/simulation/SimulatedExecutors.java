package org.dsppo.policy.lab.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.node.RunningAttempt;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * What the nodes of a simulation run: attempts start when their transfer ends, end when their run
 * time is over, are stopped when that is asked for and lost with their node. Remembers what became
 * of each, in the order of decisions.
 */
final class SimulatedExecutors {

    /** Hears what happens to attempts. */
    interface Listener {
        void happened(PlacementDecision decision, TaskEventKind kind, String reason);
    }

    private final VirtualTime time;
    private final RuntimeModel runtimes;
    private final Listener listener;
    private final PriorityQueue<Execution> running = new PriorityQueue<>();
    private final PriorityQueue<Execution> starting =
            new PriorityQueue<>(
                    Comparator.comparingLong((Execution e) -> e.startsAtTicks)
                            .thenComparingInt(e -> e.slot));
    private final Map<String, Execution> byDecision = new HashMap<>();
    private final List<Execution> toStop = new ArrayList<>();
    private final List<ExecutedDecision> executed = new ArrayList<>();

    SimulatedExecutors(VirtualTime time, RuntimeModel runtimes, Listener listener) {
        this.time = time;
        this.runtimes = runtimes;
        this.listener = listener;
    }

    /**
     * An attempt is assigned.
     *
     * @param transferMillis time until its input is there
     * @param estimateMillis run time by its strategy
     */
    void assign(
            PlacementDecision decision,
            TaskSubmitted task,
            long transferMillis,
            double estimateMillis,
            long nowTicks) {
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

    /** An attempt is to be stopped, which {@link #stopCancelled} does. */
    void cancel(PlacementDecision decision) {
        Execution execution = byDecision.get(decision.decisionId());
        if (execution != null) {
            toStop.add(execution);
        }
    }

    /** A task is refused: nothing runs, but it is remembered. */
    void refuse(PlacementDecision decision, long nowTicks) {
        executed.add(new ExecutedDecision(decision, time.exactMillis(nowTicks), null, null, null));
    }

    /** Ends attempts whose run time is over. */
    void complete(long nowTicks) {
        while (!running.isEmpty() && running.peek().endsAtTicks <= nowTicks) {
            Execution execution = running.poll();
            if (!execution.over) {
                end(execution, AttemptOutcome.FINISHED, nowTicks);
                listener.happened(execution.decision, TaskEventKind.FINISHED, null);
            }
        }
    }

    /** Starts attempts whose input is there. */
    void beginTransferred(long nowTicks) {
        while (!starting.isEmpty() && starting.peek().startsAtTicks <= nowTicks) {
            Execution execution = starting.poll();
            if (!execution.over) {
                execution.started = true;
                listener.happened(execution.decision, TaskEventKind.STARTED, null);
            }
        }
    }

    /** Stops what was cancelled. */
    void stopCancelled(long nowTicks) {
        for (Execution execution : toStop) {
            if (!execution.over) {
                end(execution, AttemptOutcome.CANCELLED, nowTicks);
                listener.happened(execution.decision, TaskEventKind.FAILED, "cancelled");
            }
        }
        toStop.clear();
    }

    /** A node is down, and what it ran is gone without a word. */
    void lose(String node, long nowTicks) {
        for (Execution execution : List.copyOf(byDecision.values())) {
            if (execution.decision.nodeName().equals(node)) {
                end(execution, AttemptOutcome.LOST, nowTicks);
            }
        }
    }

    private void end(Execution execution, AttemptOutcome outcome, long nowTicks) {
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

    /** When the next attempt starts or ends; {@link VirtualTime#NEVER} if none does. */
    long nextTicks() {
        long next = running.isEmpty() ? VirtualTime.NEVER : running.peek().endsAtTicks;
        return starting.isEmpty() ? next : Math.min(next, starting.peek().startsAtTicks);
    }

    /** Number of attempts that hold resources. */
    int holding() {
        return byDecision.size();
    }

    /** What a node says that it runs. */
    List<RunningAttempt> runningOn(String node) {
        return byDecision.values().stream()
                .filter(execution -> execution.started)
                .map(execution -> execution.decision)
                .filter(decision -> decision.nodeName().equals(node))
                .map(decision -> new RunningAttempt(decision.taskId(), decision.attempt()))
                .toList();
    }

    /** What became of everything that was decided. */
    List<ExecutedDecision> executed() {
        return executed;
    }
}
