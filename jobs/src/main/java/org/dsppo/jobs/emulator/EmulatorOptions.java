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
        return new EmulatorOptions(
                speed, DEFAULT_HEARTBEAT_MILLIS, DEFAULT_FENCE_MILLIS, 0, 0, List.of());
    }

    /** The same at another speed. */
    public EmulatorOptions withSpeed(double other) {
        return new EmulatorOptions(
                other, heartbeatMillis, fenceMillis, failureShare, seed, disturbances);
    }
}
