package org.dsppo.policy.batchtuning;

/** Makes a controller for one episode. */
@FunctionalInterface
public interface ControllerFactory {

    /**
     * @param setting what the controller may know
     */
    TuningController create(TuningSetting setting);
}
