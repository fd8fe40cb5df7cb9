package org.dsppo.policy.training.ppo;

import java.util.Arrays;
import java.util.List;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.SimulationResult;

/**
 * The paper's reward (equations 13 to 17), for comparison: −1 for waiting, else m + 1/(G + H) + σ·u
 * with m tasks completed so far, G = α·(mean run time of those + run time of this one), H = β·(mean
 * wait of those + wait of this one) in seconds, u the part of the cell in use.
 *
 * @param weights α, β and σ
 */
public record PaperReward(ObjectiveWeights weights) implements EpisodeReward {

    private static final double MILLIS = 1000;

    @Override
    public boolean readsUtilisation() {
        return true;
    }

    @Override
    public double[] of(List<Step> steps, SimulationResult run, SimulationResult baseline) {
        RunCosts costs = new RunCosts(run);
        AttemptCursor attempts = new AttemptCursor(costs);
        ExecutedDecision[] byEnd =
                run.decisions().stream()
                        .filter(each -> each.outcome() == AttemptOutcome.FINISHED)
                        .toArray(ExecutedDecision[]::new);
        Arrays.sort(
                byEnd, java.util.Comparator.comparingDouble(ExecutedDecision::finishedAtMillis));
        double[] rewards = new double[steps.size()];
        int completed = 0;
        double runtimes = 0;
        double waits = 0;
        for (int k = 0; k < rewards.length; k++) {
            Step step = steps.get(k);
            while (completed < byEnd.length
                    && byEnd[completed].finishedAtMillis() <= step.atMillis()) {
                runtimes += runtimeSeconds(byEnd[completed]);
                waits += waitSeconds(costs, byEnd[completed]);
                completed++;
            }
            if (step.waits()) {
                rewards[k] = -1;
                continue;
            }
            ExecutedDecision placed = attempts.next(step.taskId());
            double perCompleted = 1.0 / Math.max(1, completed);
            double g = weights.completion() * (runtimes * perCompleted + runtimeSeconds(placed));
            double h = weights.waiting() * (waits * perCompleted + waitSeconds(costs, placed));
            rewards[k] =
                    completed
                            + 1 / Math.max(1e-3, g + h)
                            + weights.utilisation() * step.utilisation();
        }
        return rewards;
    }

    private static double runtimeSeconds(ExecutedDecision attempt) {
        double from =
                attempt.startedAtMillis() == null
                        ? attempt.decidedAtMillis()
                        : attempt.startedAtMillis();
        return (attempt.finishedAtMillis() - from) / MILLIS;
    }

    private static double waitSeconds(RunCosts costs, ExecutedDecision attempt) {
        double from =
                attempt.startedAtMillis() == null
                        ? attempt.decidedAtMillis()
                        : attempt.startedAtMillis();
        long submitted = costs.submission(attempt.decision().taskId()).submittedAtMillis();
        return (from - submitted) / MILLIS;
    }
}
