package org.dsppo.policy.training.baseline;

/**
 * How an iteration went.
 *
 * @param iteration from 1
 * @param decisions played so far
 * @param logRatio mean logarithm of completion over the heuristic's, exploring
 * @param reward mean over episodes of the sum of rewards
 * @param loss of the last step of the optimiser
 */
public record BaselineProgress(
        int iteration, long decisions, double logRatio, double reward, double loss) {}
