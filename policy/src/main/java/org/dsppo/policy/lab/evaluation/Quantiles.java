package org.dsppo.policy.lab.evaluation;

import java.util.List;

/** Quantiles of a sample by nearest rank: a value that occurred. */
public final class Quantiles {

    /** Where distributions are described, in per cent; closer together in the tail. */
    public static final List<Double> LEVELS =
            List.of(
                    0.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 35.0, 40.0, 45.0, 50.0, 55.0, 60.0,
                    65.0, 70.0, 75.0, 80.0, 85.0, 90.0, 92.0, 94.0, 95.0, 96.0, 97.0, 98.0, 99.0,
                    100.0);

    private Quantiles() {}

    /**
     * The least value that at least a share of the sample does not exceed; 0 for an empty sample.
     *
     * @param sorted the sample in rising order
     * @param share from 0 to 1
     */
    static double nearestRank(double[] sorted, double share) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.min(sorted.length - 1, Math.max(0, rank))];
    }

    /** The quantiles at {@link #LEVELS}. */
    static double[] of(double[] sorted) {
        return LEVELS.stream().mapToDouble(level -> nearestRank(sorted, level / 100)).toArray();
    }
}
