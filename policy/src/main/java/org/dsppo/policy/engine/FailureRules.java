package org.dsppo.policy.engine;

import java.io.Serializable;
import java.time.Duration;

/**
 * What follows from attempts that fail, from nodes that are lost and from classes that the
 * catalogue does not have, in milliseconds of the engine's clock.
 *
 * @param maxNodeLosses a task that ran on this many nodes when they were lost is given up
 * @param retryMillis how long a task waits after its first failure; twice as long after each
 *     further one
 * @param longestRetryMillis the longest of these waits
 * @param leaveAloneAfter a node on which this many tasks failed, and none ended well since, is left
 *     alone
 * @param leaveAloneMillis for how long at first; twice as long after each trial that fails
 * @param longestLeaveAloneMillis the longest of these times
 * @param commonLossMillis nodes that fall silent within this time of each other, half of the cell
 *     or more, are no fault of the tasks on them
 * @param unknownMillis how long a task may ask for what the catalogue does not have, since the
 *     catalogue may be late
 * @param withdrawnMillis how long tasks are kept that wait for a class that was withdrawn
 */
public record FailureRules(
        int maxNodeLosses,
        long retryMillis,
        long longestRetryMillis,
        int leaveAloneAfter,
        long leaveAloneMillis,
        long longestLeaveAloneMillis,
        long commonLossMillis,
        long unknownMillis,
        long withdrawnMillis)
        implements Serializable {

    /** What the job uses unless configured otherwise. */
    public static FailureRules defaults() {
        return new FailureRules(
                3,
                1_000,
                60_000,
                3,
                30_000,
                Duration.ofMinutes(10).toMillis(),
                10_000,
                5_000,
                Duration.ofMinutes(10).toMillis());
    }

    /** The same rules where the catalogue is there before the first task and never changes. */
    public FailureRules withFinalCatalogue() {
        return new FailureRules(
                maxNodeLosses,
                retryMillis,
                longestRetryMillis,
                leaveAloneAfter,
                leaveAloneMillis,
                longestLeaveAloneMillis,
                commonLossMillis,
                0,
                0);
    }

    /** The same rules on the clock of a trace that passes {@code speed} times as fast. */
    FailureRules onClockOf(double speed) {
        return new FailureRules(
                maxNodeLosses,
                scaled(retryMillis, speed),
                scaled(longestRetryMillis, speed),
                leaveAloneAfter,
                scaled(leaveAloneMillis, speed),
                scaled(longestLeaveAloneMillis, speed),
                scaled(commonLossMillis, speed),
                scaled(unknownMillis, speed),
                scaled(withdrawnMillis, speed));
    }

    /**
     * How long a task waits before it is tried again.
     *
     * @param mishaps attempts that failed or were lost with their node so far, at least 1
     */
    long retryMillis(int mishaps) {
        return doubled(retryMillis, mishaps - 1, longestRetryMillis);
    }

    /**
     * How long a node is left alone.
     *
     * @param level 1 at first, one more for every trial that failed
     */
    long leaveAloneMillis(int level) {
        return doubled(leaveAloneMillis, level - 1, longestLeaveAloneMillis);
    }

    private static long doubled(long first, int times, long longest) {
        long millis = first;
        for (int i = 0; i < times && millis < longest; i++) {
            millis *= 2;
        }
        return Math.min(millis, Math.max(first, longest));
    }

    private static long scaled(long millis, double speed) {
        return Math.round(millis * speed);
    }
}
