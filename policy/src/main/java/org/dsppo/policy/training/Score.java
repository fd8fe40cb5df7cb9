package org.dsppo.policy.training;

import java.util.List;

/**
 * What a policy is worth over all families, less is better: the weighted mean of the log ratio to
 * the best contender, plus a penalty for every family that misses its target.
 */
final class Score {

    private static final double PENALTY = 3;

    private Score() {}

    /**
     * @param families in the order of the samples
     * @param logRatios by sample, all of one family side by side
     * @param seeds samples of each family
     */
    static double of(List<TrainingFamily> families, double[] logRatios, int seeds) {
        double[] byFamily = byFamily(logRatios, seeds);
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < byFamily.length; i++) {
            TrainingFamily family = families.get(i);
            double missed = Math.max(0, byFamily[i] - family.target());
            sum += family.weight() * (byFamily[i] + PENALTY * missed);
            weights += family.weight();
        }
        return sum / weights;
    }

    /** Mean log ratio of each family. */
    static double[] byFamily(double[] logRatios, int seeds) {
        double[] means = new double[logRatios.length / seeds];
        for (int i = 0; i < logRatios.length; i++) {
            means[i / seeds] += logRatios[i] / seeds;
        }
        return means;
    }
}
