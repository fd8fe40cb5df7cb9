package org.dsppo.operators.serving;

/**
 * What a version did in one window of one cell: what its life cycle is decided by. Times are those
 * of the trace, except for the window's.
 *
 * @param cell the cell
 * @param policy name of the policy
 * @param version its version
 * @param stage its stage in that window
 * @param windowStartMillis start of the window by the clock, a multiple of the window's length
 * @param arrived tasks that joined the queue
 * @param assigned attempts it assigned
 * @param waitingMillis waiting of all tasks in the window
 * @param waitedMillis waits of the tasks it assigned
 * @param excessMillis sum of what it assigned: transfer and estimated run time beyond the shortest
 *     run time of the task
 * @param shortestMillis sum of these shortest run times
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
        long arrived,
        long assigned,
        double waitingMillis,
        long waitedMillis,
        double excessMillis,
        double shortestMillis,
        long fallbacks,
        Comparison comparison) {

    /** Of a shadow, which decides nothing. */
    public static PolicyReport ofShadow(
            String cell,
            String policy,
            int version,
            long windowStartMillis,
            Comparison withActing) {
        return new PolicyReport(
                cell,
                policy,
                version,
                PolicySeat.SHADOW,
                windowStartMillis,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                withActing);
    }
}
