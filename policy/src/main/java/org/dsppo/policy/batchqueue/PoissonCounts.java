package org.dsppo.policy.batchqueue;

import org.apache.commons.math3.special.Gamma;

/**
 * Probabilities of a Poisson count, and how far it exceeds a limit on average.
 *
 * <p>Every probability comes by ratios from the one at the mode, so none is lost to underflow
 * before it is negligible; tails are summed, never taken as 1 minus a sum.
 */
final class PoissonCounts {
    private static final double NEGLIGIBLE = 1e-320;

    /** Probabilities up to where they are negligible. */
    private final double[] probabilities;

    PoissonCounts(double mean) {
        int mode = (int) mean;
        double atMode = Math.exp(mode * Math.log(mean) - mean - Gamma.logGamma(mode + 1.0));
        int last = mode;
        for (double p = atMode; p > NEGLIGIBLE; last++) {
            p *= mean / (last + 1);
        }
        probabilities = new double[last + 1];
        probabilities[mode] = atMode;
        for (int count = mode; count > 0; count--) {
            probabilities[count - 1] = probabilities[count] * count / mean;
        }
        for (int count = mode; count < last; count++) {
            probabilities[count + 1] = probabilities[count] * mean / (count + 1);
        }
    }

    /** P(Y = count). */
    double probability(int count) {
        return count < probabilities.length ? probabilities[count] : 0;
    }

    /** P(Y ≥ count). */
    double atLeast(int count) {
        double sum = 0;
        for (int at = probabilities.length - 1; at >= count; at--) {
            sum += probabilities[at];
        }
        return sum;
    }

    /** E[(Y − limit)⁺]. */
    double meanExcess(int limit) {
        double sum = 0;
        for (int at = probabilities.length - 1; at > limit; at--) {
            sum += (at - limit) * probabilities[at];
        }
        return sum;
    }
}
