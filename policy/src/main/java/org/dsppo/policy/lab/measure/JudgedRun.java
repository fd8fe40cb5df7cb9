package org.dsppo.policy.lab.measure;

import org.dsppo.policy.lab.evaluation.ExecutedRun;
import org.dsppo.policy.lab.evaluation.RunSummary;

/**
 * A run of a policy that is judged.
 *
 * @param outcome mean completion
 * @param unfinished tasks that never ran to their end; 0 if the run was cut off
 * @param violations rules that the run broke
 */
record JudgedRun(CompletionOutcome outcome, int unfinished, long violations) {

    static JudgedRun of(double meanMillis, ExecutedRun run) {
        RunSummary summary = RunSummary.of(run);
        return new JudgedRun(
                new CompletionOutcome(meanMillis, true),
                summary.tasks() - summary.finished(),
                summary.violations().values().stream().mapToLong(Long::longValue).sum());
    }
}
