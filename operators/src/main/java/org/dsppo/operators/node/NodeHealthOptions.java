package org.dsppo.operators.node;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a node counts as in trouble, in milliseconds of processing time.
 *
 * @param suspectMillis silent for this long: SUSPECT
 * @param downMillis silent for this long: DOWN
 * @param forgetMillis silent for this long: dropped
 * @param refreshMillis an unchanged node is passed on again after this long
 * @param usedTolerance change of a used amount, as a part of the capacity, that is passed on
 * @param expectedMillis expected run times count for this long after they were worked out
 * @param flapWindowMillis a node that goes down again within this time comes and goes
 * @param holdMillis such a node gets nothing new for this long after it is back, twice as long each
 *     further time, up to the window
 */
public record NodeHealthOptions(
        long suspectMillis,
        long downMillis,
        long forgetMillis,
        long refreshMillis,
        double usedTolerance,
        long expectedMillis,
        long flapWindowMillis,
        long holdMillis)
        implements Serializable {

    /** What the job uses unless configured otherwise, for a report every second. */
    public static NodeHealthOptions defaults() {
        return new NodeHealthOptions(
                5_000,
                15_000,
                Duration.ofHours(24).toMillis(),
                10_000,
                0.01,
                180_000,
                600_000,
                15_000);
    }

    /**
     * @throws IllegalArgumentException naming the values that do not go together
     */
    public NodeHealthOptions {
        if (suspectMillis <= 0 || downMillis <= suspectMillis || forgetMillis <= downMillis) {
            throw new IllegalArgumentException(
                    "suspect, down and forget are %d, %d and %d ms, expected 0 < suspect < down < forget"
                            .formatted(suspectMillis, downMillis, forgetMillis));
        }
    }
}
