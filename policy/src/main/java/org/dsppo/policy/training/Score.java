package org.dsppo.policy.training;

import java.util.List;

/**
 * What a policy is worth over all families, less is better: the mean log ratio to the best
 * contender, plus a penalty for every family that misses its target.
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
        for (int i = 0; i < byFamily.length; i++) {
            sum += byFamily[i] + PENALTY * Math.max(0, byFamily[i] - families.get(i).target());
        }
        return sum / byFamily.length;
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
