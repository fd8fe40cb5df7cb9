package org.dsppo.policy.device.tuning;

/** Makes a controller for one episode. */
@FunctionalInterface
public interface ControllerFactory {

    /**
     * @param setting what the controller may know
     */
    TuningController create(TuningSetting setting);
}
