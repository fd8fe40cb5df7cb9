package org.dsppo.jobs.emulator;

import java.util.List;

/**
 * How the emulated devices behave.
 *
 * @param speed trace milliseconds that pass per wall millisecond; run times are divided by it
 * @param heartbeatMillis wall time between two reports of a node
 * @param fenceMillis a node whose last report is this old, wall time, kills what it runs; must be
 *     shorter than the time after which the scheduler gives a silent node up
 * @param failureShare share of attempts that fail before their end, 0 to 1
 * @param seed decides which attempts fail and when
 * @param disturbances what befalls nodes, in trace time
 */
public record EmulatorOptions(
        double speed,
        long heartbeatMillis,
        long fenceMillis,
        double failureShare,
        long seed,
        List<NodeDisturbance> disturbances) {

    /** Wall time between two reports unless configured otherwise. */
    public static final long DEFAULT_HEARTBEAT_MILLIS = 500;

    /** Age of the last report at which a node fences itself unless configured otherwise. */
    public static final long DEFAULT_FENCE_MILLIS = 10_000;

    /** Devices that never fail. */
    public static EmulatorOptions atSpeed(double speed) {
        return new Builder()
                .speed(speed)
                .heartbeatMillis(DEFAULT_HEARTBEAT_MILLIS)
                .fenceMillis(DEFAULT_FENCE_MILLIS)
                .failureShare(0)
                .seed(0)
                .disturbances(List.of())
                .build();
    }

    /** The same at another speed. */
    public EmulatorOptions withSpeed(double other) {
        return toBuilder().speed(other).build();
    }

    /** For one that differs in some components. */
    public Builder toBuilder() {
        return new Builder()
                .speed(speed)
                .heartbeatMillis(heartbeatMillis)
                .fenceMillis(fenceMillis)
                .failureShare(failureShare)
                .seed(seed)
                .disturbances(disturbances);
    }

    /** Sets the components one by one, each by its name. */
    public static final class Builder {
        private double speed;
        private long heartbeatMillis;
        private long fenceMillis;
        private double failureShare;
        private long seed;
        private List<NodeDisturbance> disturbances;

        private Builder() {}

        public Builder speed(double value) {
            this.speed = value;
            return this;
        }

        public Builder heartbeatMillis(long value) {
            this.heartbeatMillis = value;
            return this;
        }

        public Builder fenceMillis(long value) {
            this.fenceMillis = value;
            return this;
        }

        public Builder failureShare(double value) {
            this.failureShare = value;
            return this;
        }

        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        public Builder disturbances(List<NodeDisturbance> value) {
            this.disturbances = value;
            return this;
        }

        /** What was set. */
        public EmulatorOptions build() {
            return new EmulatorOptions(
                    speed, heartbeatMillis, fenceMillis, failureShare, seed, disturbances);
        }
    }
}
