package org.dsppo.operators.serving;

import java.io.Serializable;
import java.util.List;

/**
 * Which decisions are written down for training, and when they may be made at random.
 *
 * @param share part of the windows of a cell in which a segment of its decisions is written; 0 for
 *     none
 * @param windowMillis length of a window, in which there is at most one segment
 * @param segmentBytes most that a segment may take as a message
 * @param exploration when decisions are explored; empty for never
 * @param temperature how far exploration goes, relative to how far scores lie apart
 */
public record RolloutOptions(
        double share,
        long windowMillis,
        int segmentBytes,
        List<DailyWindow> exploration,
        double temperature)
        implements Serializable {

    /**
     * @throws IllegalArgumentException naming a value that is out of range
     */
    public RolloutOptions {
        exploration = List.copyOf(exploration);
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "share is %s, expected a number from 0 to 1".formatted(share));
        }
        if (windowMillis < 1 || segmentBytes < 1 || !(temperature > 0)) {
            throw new IllegalArgumentException(
                    "windowMillis, segmentBytes and temperature are %d, %d and %s, expected numbers above 0"
                            .formatted(windowMillis, segmentBytes, temperature));
        }
    }

    /** What the job uses unless configured otherwise. */
    public static RolloutOptions defaults() {
        return new RolloutOptions(0.1, 10_000, 256 * 1024, List.of(), 0.1);
    }

    boolean explores(long epochMillis) {
        return exploration.stream().anyMatch(window -> window.contains(epochMillis));
    }
}
