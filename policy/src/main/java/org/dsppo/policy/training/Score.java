package org.dsppo.policy.training;

import java.util.List;

/**
 * What a policy is worth over all families, less is better: the weighted mean of the log ratio to
 * the best contender, plus a penalty for every family that misses its target. Where every sample is
 * a site of its own, what counts as missed is the mean of what each misses: being good at one does
 * not make up for being bad at another.
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
            double missed =
                    family.oneSite()
                            ? missed(byFamily[i], family)
                            : missedBySample(logRatios, i * seeds, seeds, family);
            sum += family.weight() * (byFamily[i] + PENALTY * missed);
            weights += family.weight();
        }
        return sum / weights;
    }

    private static double missed(double logRatio, TrainingFamily family) {
        return Math.max(0, logRatio - family.target());
    }

    private static double missedBySample(
            double[] logRatios, int from, int seeds, TrainingFamily family) {
        double sum = 0;
        for (int i = from; i < from + seeds; i++) {
            sum += missed(logRatios[i], family);
        }
        return sum / seeds;
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
