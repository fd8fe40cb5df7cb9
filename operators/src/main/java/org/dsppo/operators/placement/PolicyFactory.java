package org.dsppo.operators.placement;

import java.io.Serializable;
import org.dsppo.policy.placement.PlacementPolicy;

/** Makes policies by name; sent to the task managers with the job. */
@FunctionalInterface
public interface PolicyFactory extends Serializable {

    /**
     * A policy for one cell, with plans of its own.
     *
     * @param name name as on the command line
     * @throws IllegalArgumentException if there is no policy of that name
     */
    PlacementPolicy create(String name);
}
