package org.dsppo.policy.lab.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.schemas.decision.DecisionKind;

/**
 * How many tasks waited over time: from submission to start or rejection, and from the end of an
 * attempt that did not finish to the next start.
 *
 * @param stepMillis length of a step, from time 0 on
 * @param waiting tasks that waited, mean over each step
 */
public record QueueTimeline(double stepMillis, double[] waiting) {

    /**
     * Adds a run up.
     *
     * @param steps number of steps from time 0 to the last end
     */
    public static QueueTimeline of(ExecutedRun run, int steps) {
        double end = 1;
        for (ExecutedDecision each : run.decisions()) {
            end = Math.max(end, each.decision().decidedAtMillis());
            if (each.finishedAtMillis() != null) {
                end = Math.max(end, each.finishedAtMillis());
            }
        }
        QueueTimeline timeline = new QueueTimeline(end / steps, new double[steps]);
        Map<String, Double> waitsSince = new HashMap<>();
        for (RunTasks.Task task : run.tasks().all()) {
            waitsSince.put(
                    task.submission().taskId(), (double) task.submission().submittedAtMillis());
        }
        inOrder(run).forEach(each -> timeline.add(each, waitsSince));
        return timeline;
    }

    private static List<ExecutedDecision> inOrder(ExecutedRun run) {
        return run.decisions().stream()
                .sorted(
                        (a, b) ->
                                Double.compare(
                                        a.decision().decidedAtMillis(),
                                        b.decision().decidedAtMillis()))
                .toList();
    }

    private void add(ExecutedDecision executed, Map<String, Double> waitsSince) {
        String taskId = executed.decision().taskId();
        Double since = waitsSince.remove(taskId);
        if (since == null) {
            return;
        }
        boolean rejected = executed.decision().kind() == DecisionKind.REJECT;
        double until =
                rejected || executed.startedAtMillis() == null
                        ? executed.decision().decidedAtMillis()
                        : executed.startedAtMillis();
        for (int i = (int) Math.max(0, since / stepMillis); i < waiting.length; i++) {
            double overlap =
                    Math.min(until, (i + 1) * stepMillis) - Math.max(since, i * stepMillis);
            if (overlap <= 0) {
                break;
            }
            waiting[i] += overlap / stepMillis;
        }
        if (!rejected
                && executed.outcome() != AttemptOutcome.FINISHED
                && executed.finishedAtMillis() != null) {
            waitsSince.put(taskId, executed.finishedAtMillis());
        }
    }
}
