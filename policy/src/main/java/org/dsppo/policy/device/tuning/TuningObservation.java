package org.dsppo.policy.device.tuning;

import java.util.List;

/**
 * What a controller sees at the end of a step.
 *
 * @param seconds time of the episode; 0 after the warm-up
 * @param configuration that held during the step
 * @param classes in the order of the device
 */
public record TuningObservation(
        double seconds, DeviceConfiguration configuration, List<ClassObservation> classes) {}
