package org.dsppo.policy.device.batchqueue;

import org.apache.commons.math3.special.Gamma;

/**
 * Probabilities of a Poisson count, and how far it exceeds a limit on average.
 *
 * <p>Every probability comes by ratios from the one at the mode, so none is lost to underflow
 * before it is negligible; tails are summed from their end, never taken as 1 minus a sum.
 */
final class PoissonCounts {
    private static final double NEGLIGIBLE = 1e-100;

    /** Of a mean above this, no count that fits into a waiting room has any probability. */
    private static final double SURELY_MANY = 1e5;

    private static final double[] NONE = {};

    private final double mean;

    /** Up to where probabilities are negligible; also 0 below the mode where they are. */
    private final double[] probabilities;

    private final double[] tails;
    private final double[] excesses;

    PoissonCounts(double mean) {
        this.mean = mean;
        if (mean > SURELY_MANY) {
            probabilities = NONE;
            tails = NONE;
            excesses = NONE;
            return;
        }
        int mode = (int) mean;
        double atMode = Math.exp(mode * Math.log(mean) - mean - Gamma.logGamma(mode + 1.0));
        int last = mode;
        for (double p = atMode; p > NEGLIGIBLE; last++) {
            p *= mean / (last + 1);
        }
        probabilities = new double[last + 1];
        probabilities[mode] = atMode;
        for (int count = mode; count > 0 && probabilities[count] > NEGLIGIBLE; count--) {
            probabilities[count - 1] = probabilities[count] * count / mean;
        }
        for (int count = mode; count < last; count++) {
            probabilities[count + 1] = probabilities[count] * mean / (count + 1);
        }
        tails = new double[last + 2];
        excesses = new double[last + 2];
        for (int count = last; count >= 0; count--) {
            tails[count] = tails[count + 1] + probabilities[count];
            excesses[count] = excesses[count + 1] + tails[count + 1];
        }
    }

    /** P(Y = count). */
    double probability(int count) {
        return count < probabilities.length ? probabilities[count] : 0;
    }

    /** P(Y ≥ count). */
    double atLeast(int count) {
        return count < tails.length ? tails[count] : mean > SURELY_MANY ? 1 : 0;
    }

    /** E[(Y − limit)⁺]. */
    double meanExcess(int limit) {
        return limit < excesses.length ? excesses[limit] : mean > SURELY_MANY ? mean - limit : 0;
    }
}
