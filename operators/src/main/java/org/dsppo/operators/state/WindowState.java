package org.dsppo.operators.state;

/**
 * What a version did in its window of a pair, of which several cells may report.
 *
 * @param arrived tasks that joined the queue
 * @param assigned attempts it assigned
 * @param waitingMillis waiting of all tasks in the window
 * @param waitedMillis waits of what it assigned
 * @param excessMillis transfer and run time beyond the shortest of what it assigned
 * @param shortestMillis shortest run times of what it assigned
 */
public record WindowState(
        long arrived,
        long assigned,
        double waitingMillis,
        double waitedMillis,
        double excessMillis,
        double shortestMillis) {}
