package org.dsppo.operators.serving;

/**
 * What a version did in one window of one cell: what its life cycle is decided by.
 *
 * @param cell the cell
 * @param policy name of the policy
 * @param version its version
 * @param stage its stage in that window
 * @param windowStartMillis start of the window by the clock, a multiple of the window's length
 * @param assigned attempts it assigned
 * @param waitingMillis sum of their waits
 * @param completionMillis sum of their waits, transfers and estimated run times
 * @param fallbacks times that the fallback had to take over
 * @param comparison of a version that decides, with the reference heuristic; of a shadow, with the
 *     version that decided
 */
public record PolicyReport(
        String cell,
        String policy,
        int version,
        String stage,
        long windowStartMillis,
        long assigned,
        long waitingMillis,
        long completionMillis,
        long fallbacks,
        Comparison comparison) {}
