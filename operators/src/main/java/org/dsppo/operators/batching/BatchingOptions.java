package org.dsppo.operators.batching;

import java.io.Serializable;
import org.dsppo.policy.device.tuning.TunedDevice;
import org.dsppo.policy.device.tuning.TunerOptions;

/**
 * Settings of the batching operator.
 *
 * @param device what every tuned node has; its classes are named as executors name strategies
 * @param tuner how it is tuned
 * @param stepMillis time between decisions
 * @param forgetMillis a node without events for this long is dropped
 * @param repeatMillis what has not changed is written again after this long
 */
public record BatchingOptions(
        TunedDevice device,
        TunerOptions tuner,
        long stepMillis,
        long forgetMillis,
        long repeatMillis)
        implements Serializable {
    public BatchingOptions {
        if (stepMillis <= 0 || forgetMillis < stepMillis) {
            throw new IllegalArgumentException(
                    "step and forget are %d and %d ms, expected 0 < step <= forget"
                            .formatted(stepMillis, forgetMillis));
        }
    }
}
