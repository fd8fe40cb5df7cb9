package org.dsppo.jobs.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.jobs.emulator.EmulatorObserver;
import org.dsppo.policy.lab.evaluation.Violation;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskMessage;

/** Keeps what happens to the tasks of a run. Safe for use by several threads. */
public final class RunRecorder implements EmulatorObserver {

    /**
     * Where the tasks of a run are.
     *
     * @param submitted sent so far
     * @param running attempts that run
     * @param finished tasks that ran to their end
     * @param rejected tasks that were refused
     * @param waiting tasks sent that are none of these
     * @param requeued attempts after a task's first
     * @param lost attempts that were lost or failed
     */
    public record Counts(
            int submitted,
            int running,
            int finished,
            int rejected,
            int waiting,
            int requeued,
            int lost) {}

    private final Map<String, Long> sentAtNanos = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> runningAttempts = new HashSet<>();
    private final Set<String> assigned = new HashSet<>();
    private final List<Long> latencyNanos = new ArrayList<>();
    private final List<ExecutedDecision> executed = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private int submitted;
    private int finished;
    private int rejected;
    private int requeued;
    private int lost;
    private long changes;

    /** A message is about to be sent. */
    public synchronized void sending(TaskMessage message) {
        changes++;
        if (message.submitted() != null
                && sentAtNanos.putIfAbsent(message.taskId(), System.nanoTime()) == null) {
            open.add(message.taskId());
            submitted++;
        }
    }

    @Override
    public synchronized void decisionSeen(PlacementDecision decision, long atMillis) {
        Long sentAt = decision.taskId() == null ? null : sentAtNanos.get(decision.taskId());
        if (sentAt == null) {
            return;
        }
        changes++;
        // Zero marks a task whose first decision was seen.
        if (sentAt != 0) {
            latencyNanos.add(System.nanoTime() - sentAt);
            sentAtNanos.put(decision.taskId(), 0L);
        }
        if (decision.kind() == DecisionKind.ASSIGN && assigned.add(decision.decisionId())) {
            requeued += decision.attempt() > 1 ? 1 : 0;
        }
    }

    @Override
    public synchronized void started(PlacementDecision decision, long atMillis) {
        if (sentAtNanos.containsKey(decision.taskId())) {
            changes++;
            runningAttempts.add(decision.decisionId());
        }
    }

    @Override
    public synchronized void ended(ExecutedDecision end) {
        PlacementDecision decision = end.decision();
        if (!sentAtNanos.containsKey(decision.taskId())) {
            return;
        }
        changes++;
        executed.add(end);
        runningAttempts.remove(decision.decisionId());
        if (end.outcome() == AttemptOutcome.FINISHED) {
            finished++;
            open.remove(decision.taskId());
        } else if (decision.kind() == DecisionKind.REJECT) {
            rejected++;
            open.remove(decision.taskId());
        } else {
            lost++;
        }
    }

    @Override
    public synchronized void violated(Violation violation) {
        violations.add(violation);
    }

    public synchronized Counts counts() {
        int running = runningAttempts.size();
        int waiting = Math.max(0, open.size() - running);
        return new Counts(submitted, running, finished, rejected, waiting, requeued, lost);
    }

    /** True if every task that was sent has ended. */
    public synchronized boolean isSettled() {
        return open.isEmpty();
    }

    /** Rises with whatever happens. */
    synchronized long changes() {
        return changes;
    }

    /** What became of every decision, by time of decision; times as epoch milliseconds. */
    public synchronized List<ExecutedDecision> executed() {
        return executed.stream()
                .sorted((a, b) -> Double.compare(a.decidedAtMillis(), b.decidedAtMillis()))
                .toList();
    }

    /** Rules that executors saw broken. */
    public synchronized List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** ASSIGNs and REJECTs, each counted once. */
    synchronized int decisions() {
        return assigned.size() + rejected;
    }

    /** Wall milliseconds from sending a task to seeing its first decision, nearest rank. */
    synchronized double latencyMillis(double quantile) {
        long[] sorted = latencyNanos.stream().mapToLong(Long::longValue).toArray();
        if (sorted.length == 0) {
            return 0;
        }
        Arrays.sort(sorted);
        int rank = Math.max(1, (int) Math.ceil(quantile * sorted.length));
        return sorted[rank - 1] / 1e6;
    }
}
