package org.dsppo.policy.lab.measure;

import org.dsppo.policy.lab.evaluation.ExecutedRun;
import org.dsppo.policy.lab.evaluation.RunSummary;

/**
 * A run of a policy that is judged.
 *
 * @param outcome mean completion
 * @param failure what the policy broke down with, null if it did not
 * @param unfinished tasks that never ran to their end; 0 if the run was cut off
 * @param violations rules that the run broke
 */
record JudgedRun(CompletionOutcome outcome, String failure, int unfinished, long violations) {

    /**
     * A run without an end.
     *
     * @param mostMillis the mean that it counts as
     */
    static JudgedRun stopped(double mostMillis, String failure) {
        return new JudgedRun(new CompletionOutcome(mostMillis, false), failure, 0, 0);
    }

    static JudgedRun of(double meanMillis, ExecutedRun run) {
        RunSummary summary = RunSummary.of(run);
        return new JudgedRun(
                new CompletionOutcome(meanMillis, true),
                null,
                summary.tasks() - summary.finished(),
                summary.violations().values().stream().mapToLong(Long::longValue).sum());
    }
}
