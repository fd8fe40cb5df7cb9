package org.dsppo.policy.device.tuning;

import java.io.Serializable;

/**
 * How a live device is tuned.
 *
 * @param gate ζ: nothing changes while every class has a mean delay, measured and expected, below ζ
 *     stand-alone times; 0 for no gate
 * @param reconfigurationSeconds for how long a class whose share changes starts no batch
 * @param quantum in which amounts the device can be shared
 */
public record TunerOptions(double gate, double reconfigurationSeconds, ShareQuantum quantum)
        implements Serializable {
    public TunerOptions {
        if (!(gate >= 0) || !(reconfigurationSeconds >= 0)) {
            throw new IllegalArgumentException(
                    "gate is %s and the pause %s s, expected 0 or more"
                            .formatted(gate, reconfigurationSeconds));
        }
    }
}
