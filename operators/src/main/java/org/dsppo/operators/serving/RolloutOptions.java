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
        return new Builder()
                .share(0.1)
                .windowMillis(10_000)
                .segmentBytes(256 * 1024)
                .exploration(List.of())
                .temperature(0.1)
                .build();
    }

    boolean explores(long epochMillis) {
        return exploration.stream().anyMatch(window -> window.contains(epochMillis));
    }

    /** For one that differs in some components. */
    public Builder toBuilder() {
        return new Builder()
                .share(share)
                .windowMillis(windowMillis)
                .segmentBytes(segmentBytes)
                .exploration(exploration)
                .temperature(temperature);
    }

    /** Sets the components one by one, each by its name. */
    public static final class Builder {
        private double share;
        private long windowMillis;
        private int segmentBytes;
        private List<DailyWindow> exploration;
        private double temperature;

        private Builder() {}

        public Builder share(double value) {
            this.share = value;
            return this;
        }

        public Builder windowMillis(long value) {
            this.windowMillis = value;
            return this;
        }

        public Builder segmentBytes(int value) {
            this.segmentBytes = value;
            return this;
        }

        public Builder exploration(List<DailyWindow> value) {
            this.exploration = value;
            return this;
        }

        public Builder temperature(double value) {
            this.temperature = value;
            return this;
        }

        /** What was set. */
        public RolloutOptions build() {
            return new RolloutOptions(share, windowMillis, segmentBytes, exploration, temperature);
        }
    }
}
