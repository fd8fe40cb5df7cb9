package org.dsppo.jobs.report.demo;

import java.util.List;

/**
 * One run of a trace whose classes change half-way, in trace time.
 *
 * @param seed of the trace
 * @param training whether the job trained meanwhile
 * @param completionMillis mean completion of the tasks that were submitted in each of some equal
 *     parts of the trace; no number where there are none
 * @param quarterMillis the same for each quarter
 * @param promotions versions that became active by themselves
 * @param activeVersion what was active in the end
 */
public record DriftRun(
        long seed,
        boolean training,
        double[] completionMillis,
        double[] quarterMillis,
        List<Promotion> promotions,
        String activeVersion) {

    /**
     * A version became active.
     *
     * @param atMillis when
     * @param version the version
     * @param reason why, with figures
     */
    public record Promotion(double atMillis, int version, String reason) {}

    /** Mean completion in the last quarter. */
    public double lastQuarterMillis() {
        return quarterMillis[quarterMillis.length - 1];
    }
}
