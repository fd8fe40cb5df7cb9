package org.dsppo.policy.lab.evaluation;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;

/**
 * Key figures of a run in trace time (paper, equations 9-11), under the names that exports and
 * {@code --json} use. Completion and waiting are taken over finished tasks.
 *
 * @param tasks submitted tasks, repeated submissions counted once
 * @param finished tasks that ran to their end
 * @param rejected tasks with a REJECT
 * @param cancelled tasks with a withdrawal
 * @param averageCompletionMillis mean of end minus submission
 * @param averageWaitingMillis mean of start minus submission
 * @param p95CompletionMillis 95th percentile of completion, nearest rank
 * @param p99CompletionMillis 99th percentile of completion
 * @param p99WaitingMillis 99th percentile of waiting
 * @param makespanMillis last end
 * @param utilisation per node the mean over its resource kinds of used/capacity, over nodes and the
 *     time until the last end
 * @param utilisationInWindow the same over the arrival window
 * @param violations number of violations by kind; empty when clean
 */
public record RunSummary(
        int tasks,
        int finished,
        int rejected,
        int cancelled,
        double averageCompletionMillis,
        double averageWaitingMillis,
        double p95CompletionMillis,
        double p99CompletionMillis,
        double p99WaitingMillis,
        double makespanMillis,
        double utilisation,
        double utilisationInWindow,
        Map<String, Long> violations) {

    /** The window of {@link #utilisationInWindow()} in the paper's workloads. */
    public static final double WINDOW_MILLIS = 1_000_000;

    /** Sums up a run and audits it. */
    public static RunSummary of(ExecutedRun run) {
        Map<String, Long> violations = new TreeMap<>();
        for (Violation violation : RunAudit.of(run)) {
            violations.merge(violation.kind(), 1L, Long::sum);
        }
        double[] completion = new double[run.decisions().size()];
        double[] waiting = new double[run.decisions().size()];
        Utilisation utilisation = new Utilisation(run.catalogue(), WINDOW_MILLIS);
        int finished = 0;
        for (ExecutedDecision executed : run.decisions()) {
            RunTasks.Task task = run.tasks().byId(executed.decision().taskId());
            if (executed.outcome() == AttemptOutcome.FINISHED && task != null) {
                double submitted = task.submission().submittedAtMillis();
                completion[finished] = executed.finishedAtMillis() - submitted;
                waiting[finished] = executed.startedAtMillis() - submitted;
                finished++;
                utilisation.add(executed, run.tasks().demand(executed));
            }
        }
        double[] completions = Arrays.copyOf(completion, finished);
        double[] waits = Arrays.copyOf(waiting, finished);
        Arrays.sort(completions);
        Arrays.sort(waits);
        double makespan = utilisation.lastEndMillis() - Math.min(0, run.tasks().earliestMillis());
        return new RunSummary(
                run.tasks().size(),
                finished,
                run.rejected(),
                run.tasks().cancelled(),
                Arrays.stream(completions).average().orElse(0),
                Arrays.stream(waits).average().orElse(0),
                Quantiles.nearestRank(completions, 0.95),
                Quantiles.nearestRank(completions, 0.99),
                Quantiles.nearestRank(waits, 0.99),
                makespan,
                utilisation.until(makespan),
                utilisation.inWindow(),
                violations);
    }
}
