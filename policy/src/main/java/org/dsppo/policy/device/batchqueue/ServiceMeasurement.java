package org.dsppo.policy.device.batchqueue;

/**
 * A batch that was timed.
 *
 * @param share of the device, in (0, 1]
 * @param batch items in the batch
 * @param seconds it took
 */
public record ServiceMeasurement(double share, int batch, double seconds) {
    public ServiceMeasurement {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share is %s, expected (0, 1]".formatted(share));
        }
        if (batch < 1) {
            throw new IllegalArgumentException("batch is %d, expected 1 or more".formatted(batch));
        }
        if (!(seconds > 0 && Double.isFinite(seconds))) {
            throw new IllegalArgumentException(
                    "time is %s s, expected more than 0".formatted(seconds));
        }
    }
}
