package org.dsppo.policy.training.ppo;

/**
 * How an iteration went.
 *
 * @param iteration from 1
 * @param decisions explored so far, all iterations together
 * @param episodes of this iteration
 * @param logRatio mean logarithm of completion over the heuristic's, exploring
 * @param reward mean over episodes of the sum of rewards
 * @param divergence mean divergence of the new from the old policy at the last step, estimated as r
 *     − 1 − ln r
 * @param clipFraction part of the decisions whose ratio was clipped
 * @param entropy mean entropy, relative to the largest possible
 * @param explainedVariance of returns by the value head; 1 is all
 * @param valueLoss mean squared error of the value head, in variances of the return
 * @param gradientNorm mean norm before it was shortened
 * @param leash mean divergence from the policy that training began with
 * @param optimiserSteps taken in this iteration
 * @param stopped true if divergence ended the iteration
 */
public record PpoProgress(
        int iteration,
        long decisions,
        int episodes,
        double logRatio,
        double reward,
        double divergence,
        double clipFraction,
        double entropy,
        double explainedVariance,
        double valueLoss,
        double gradientNorm,
        double leash,
        int optimiserSteps,
        boolean stopped) {}
