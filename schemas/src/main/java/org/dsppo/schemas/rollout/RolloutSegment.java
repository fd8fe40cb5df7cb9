package org.dsppo.schemas.rollout;

/**
 * Contiguous decisions of one cell for training (topic {@code rollouts}). Arrays run over the
 * segment's decisions; {@code features} and {@code mask} are flat, candidate after candidate.
 *
 * @param cell cell that decided
 * @param policy name of the policy
 * @param version version that decided
 * @param sequence rises with every segment of the cell: time of its first decision
 * @param featureVersion version of the feature definition
 * @param candidates number of candidates of each decision
 * @param features all candidates' features, in order
 * @param mask 1 where a candidate was allowed, else 0, in order
 * @param actions index of the chosen candidate, -1 for wait
 * @param logProbabilities of the chosen action under the deciding version; 0 where it was not drawn
 * @param values value estimates at each decision
 * @param waitingRewards waiting part of the reward at each decision: minus the milliseconds that
 *     all tasks together waited until the next decision
 * @param runtimeRewards run-time part of the reward at each decision: minus the milliseconds of
 *     transfer and estimated run time beyond the shortest run time of what was placed
 * @param decidedAtMillis time of each decision
 */
public record RolloutSegment(
        String cell,
        String policy,
        int version,
        long sequence,
        int featureVersion,
        int[] candidates,
        float[] features,
        float[] mask,
        int[] actions,
        float[] logProbabilities,
        float[] values,
        float[] waitingRewards,
        float[] runtimeRewards,
        long[] decidedAtMillis) {}
