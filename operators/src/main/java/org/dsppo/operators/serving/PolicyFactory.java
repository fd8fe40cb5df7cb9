package org.dsppo.operators.serving;

import java.io.Serializable;
import org.dsppo.policy.placement.PlacementPolicy;

/** Makes policies by name and from artefacts; sent to the task managers with the job. */
@FunctionalInterface
public interface PolicyFactory extends Serializable {

    /**
     * A policy for one cell, with plans of its own.
     *
     * @param name name as on the command line
     * @throws IllegalArgumentException if there is no policy of that name
     */
    PlacementPolicy create(String name);

    /**
     * Reads an artefact as published.
     *
     * @throws RefusedPolicyException if it cannot be used, with the reason
     */
    default LoadedPolicy load(byte[] artefact) throws RefusedPolicyException {
        throw new RefusedPolicyException("unreadable", "this job reads no policy artefacts");
    }
}
