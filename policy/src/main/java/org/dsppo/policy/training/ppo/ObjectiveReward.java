package org.dsppo.policy.training.ppo;

import java.util.List;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.SimulationResult;

/**
 * The objective of equation 12 as a reward: minus what the decision and the time until the next one
 * cost, {@link RunCosts}, plus what the same time cost a heuristic on the same tasks, per mean
 * completion under the heuristic. The return of an episode is the objective relative to the
 * heuristic's, summed over tasks. Waiting counts in completion and once more for β; utilisation
 * counts while tasks still arrive, and is paid when a task is placed.
 *
 * @param weights α, β and σ
 */
public record ObjectiveReward(ObjectiveWeights weights) implements EpisodeReward {

    @Override
    public boolean readsUtilisation() {
        return false;
    }

    @Override
    public double[] of(List<Step> steps, SimulationResult run, SimulationResult baseline) {
        RunCosts own = new RunCosts(run);
        RunCosts other = new RunCosts(baseline);
        double unit = other.meanCompletionMillis();
        double windowMillis = Math.max(1, own.lastArrivalMillis());
        double perWaiting = weights.completion() + weights.waiting();
        double perExcess = weights.completion();
        AttemptCursor attempts = new AttemptCursor(own);
        double[] rewards = new double[steps.size()];
        double otherBefore = 0;
        for (int k = 0; k < rewards.length; k++) {
            Step step = steps.get(k);
            boolean last = k + 1 == rewards.length;
            double now = step.atMillis();
            double next = last ? Double.POSITIVE_INFINITY : steps.get(k + 1).atMillis();
            double waited =
                    (last ? own.waiting() : own.waiting(next)) - (k == 0 ? 0 : own.waiting(now));
            double otherCost =
                    last
                            ? perWaiting * other.waiting() + perExcess * other.excess()
                            : perWaiting * other.waiting(next) + perExcess * other.excess(next);
            double cost = perWaiting * waited - (otherCost - otherBefore);
            otherBefore = otherCost;
            if (!step.waits()) {
                ExecutedDecision attempt = attempts.next(step.taskId());
                cost += perExcess * own.excess(attempt);
                double until = Math.min(attempt.finishedAtMillis(), windowMillis);
                double used = step.share() * Math.max(0, until - now) / windowMillis;
                rewards[k] += weights.utilisation() * used * own.tasks();
            }
            rewards[k] -= cost / unit;
        }
        return rewards;
    }
}
