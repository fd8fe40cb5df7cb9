package org.dsppo.policy.device.tuning;

/** Chooses the configuration of a device, step by step; may remember what it saw. */
@FunctionalInterface
public interface TuningController {

    /** The configuration for the next step; the present one to leave everything as it is. */
    DeviceConfiguration decide(TuningObservation observation);
}
