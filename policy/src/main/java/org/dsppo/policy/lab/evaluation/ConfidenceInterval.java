package org.dsppo.policy.lab.evaluation;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A mean with its two-sided 95 % interval by Student's t.
 *
 * @param mean of the samples
 * @param halfWidth the interval is mean ± this; NaN for fewer than two samples
 * @param samples number of samples
 */
public record ConfidenceInterval(double mean, double halfWidth, int samples) {

    /** The interval of some samples. */
    public static ConfidenceInterval of(double... samples) {
        SummaryStatistics statistics = new SummaryStatistics();
        for (double sample : samples) {
            statistics.addValue(sample);
        }
        double halfWidth = Double.NaN;
        if (samples.length > 1) {
            double t = new TDistribution(samples.length - 1.0).inverseCumulativeProbability(0.975);
            halfWidth = t * statistics.getStandardDeviation() / Math.sqrt(samples.length);
        }
        return new ConfidenceInterval(statistics.getMean(), halfWidth, samples.length);
    }

    /** The interval of the relative differences a/b - 1, pair by pair. */
    public static ConfidenceInterval ofPairedRatio(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "pairs of %d and %d samples".formatted(a.length, b.length));
        }
        double[] ratios = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            ratios[i] = a[i] / b[i] - 1;
        }
        return of(ratios);
    }
}
