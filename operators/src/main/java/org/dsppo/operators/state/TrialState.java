package org.dsppo.operators.state;

import java.util.List;

/**
 * What is known of a version on its way.
 *
 * @param version the version
 * @param stage shadow or canary
 * @param beganMillis since when
 * @param comparison of a shadow's choices with those that were made
 * @param open pairs of windows that are not over
 * @param activeMeans mean completion under the active version, one per pair that counts
 * @param canaryMeans mean completion under the canary, one per pair that counts
 * @param looks how often these were judged
 * @param assigned tasks it assigned
 * @param fallbacks times that the fallback had to take over
 */
public record TrialState(
        int version,
        String stage,
        long beganMillis,
        ComparisonState comparison,
        List<PairState> open,
        double[] activeMeans,
        double[] canaryMeans,
        int looks,
        long assigned,
        long fallbacks) {}
