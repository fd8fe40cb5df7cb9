package org.dsppo.policy.training;

/**
 * What a policy is worth over all families, less is better: the mean log ratio to the best
 * contender, plus a penalty for every family that misses its target.
 */
final class Score {

    private static final double PENALTY = 3;

    private Score() {}

    /**
     * @param ratios log of completion over the best contender's, by family
     * @param targets wanted
     */
    static double of(double[] ratios, double[] targets) {
        double sum = 0;
        for (int i = 0; i < ratios.length; i++) {
            sum += ratios[i] + PENALTY * Math.max(0, ratios[i] - targets[i]);
        }
        return sum / ratios.length;
    }
}
