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
 */
public record NodeHealthOptions(
        long suspectMillis,
        long downMillis,
        long forgetMillis,
        long refreshMillis,
        double usedTolerance,
        long expectedMillis)
        implements Serializable {

    /** What the job uses unless configured otherwise, for a report every second. */
    public static NodeHealthOptions defaults() {
        return new Builder()
                .suspectMillis(5_000)
                .downMillis(15_000)
                .forgetMillis(Duration.ofHours(24).toMillis())
                .refreshMillis(10_000)
                .usedTolerance(0.01)
                .expectedMillis(180_000)
                .build();
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

    /** For one that differs in some components. */
    public Builder toBuilder() {
        return new Builder()
                .suspectMillis(suspectMillis)
                .downMillis(downMillis)
                .forgetMillis(forgetMillis)
                .refreshMillis(refreshMillis)
                .usedTolerance(usedTolerance)
                .expectedMillis(expectedMillis);
    }

    /** Sets the components one by one, each by its name. */
    public static final class Builder {
        private long suspectMillis;
        private long downMillis;
        private long forgetMillis;
        private long refreshMillis;
        private double usedTolerance;
        private long expectedMillis;

        private Builder() {}

        public Builder suspectMillis(long value) {
            this.suspectMillis = value;
            return this;
        }

        public Builder downMillis(long value) {
            this.downMillis = value;
            return this;
        }

        public Builder forgetMillis(long value) {
            this.forgetMillis = value;
            return this;
        }

        public Builder refreshMillis(long value) {
            this.refreshMillis = value;
            return this;
        }

        public Builder usedTolerance(double value) {
            this.usedTolerance = value;
            return this;
        }

        public Builder expectedMillis(long value) {
            this.expectedMillis = value;
            return this;
        }

        /** What was set. */
        public NodeHealthOptions build() {
            return new NodeHealthOptions(
                    suspectMillis,
                    downMillis,
                    forgetMillis,
                    refreshMillis,
                    usedTolerance,
                    expectedMillis);
        }
    }
}
