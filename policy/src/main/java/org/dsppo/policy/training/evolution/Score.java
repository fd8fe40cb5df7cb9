package org.dsppo.policy.training.evolution;

import java.util.Arrays;
import java.util.List;
import org.dsppo.policy.training.sites.TrainingFamily;

/**
 * What a policy is worth over all families, less is better: the weighted mean of the log ratio to
 * the best contender, plus a penalty for every family that misses its target. Where every sample is
 * a site of its own, what counts as missed is the mean of what each misses: being good at one does
 * not make up for being bad at another.
 */
public final class Score {

    private static final double PENALTY = 3;

    private Score() {}

    /**
     * @param families in the order of the samples
     * @param logRatios by sample, all of one family side by side
     * @param seeds how many of each family, each of as many samples as count as one there
     */
    public static double of(List<TrainingFamily> families, double[] logRatios, int seeds) {
        double[] byFamily = byFamily(families, logRatios, seeds);
        double sum = 0;
        double weights = 0;
        int from = 0;
        for (int i = 0; i < byFamily.length; i++) {
            TrainingFamily family = families.get(i);
            int to = from + seeds * family.samples();
            double missed =
                    family.oneSite()
                            ? missed(byFamily[i], family)
                            : Arrays.stream(logRatios, from, to)
                                    .map(ratio -> missed(ratio, family))
                                    .average()
                                    .orElseThrow();
            sum += family.weight() * (byFamily[i] + PENALTY * missed);
            weights += family.weight();
            from = to;
        }
        return sum / weights;
    }

    private static double missed(double logRatio, TrainingFamily family) {
        return Math.max(0, logRatio - family.target());
    }

    /** Mean log ratio of each family. */
    public static double[] byFamily(List<TrainingFamily> families, double[] logRatios, int seeds) {
        double[] means = new double[families.size()];
        int from = 0;
        for (int i = 0; i < means.length; i++) {
            int to = from + seeds * families.get(i).samples();
            means[i] = Arrays.stream(logRatios, from, to).average().orElseThrow();
            from = to;
        }
        return means;
    }
}
