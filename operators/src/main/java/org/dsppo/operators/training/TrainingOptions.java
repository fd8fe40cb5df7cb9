package org.dsppo.operators.training;

import java.io.Serializable;

/**
 * How a policy is trained on what arrives.
 *
 * @param policy name of the policy
 * @param tasks arrivals of a stretch that policies are tried on
 * @param population points of a generation
 * @param sigma first step size, in units of normalised features
 * @param averaging weight of the newest centre in the running mean that is validated
 * @param generations between two validations
 * @param mostGenerations after which training starts again from the active version
 * @param gain part by which completion must be shorter in validation for a version to be published
 * @param mostAge by how much a version whose live rollouts count may be lower than the active one
 * @param mostLogBias logarithm of the factor by which completion in the simulator may be off what
 *     it is live for a version to be published
 * @param sliceMillis about how long it may keep the operator from other things at a time; at least
 *     one slice
 */
public record TrainingOptions(
        String policy,
        int tasks,
        int population,
        double sigma,
        double averaging,
        int generations,
        int mostGenerations,
        double gain,
        int mostAge,
        double mostLogBias,
        long sliceMillis)
        implements Serializable {

    /** What the job uses. */
    public static TrainingOptions of(String policy) {
        return new TrainingOptions(policy, 400, 12, 0.15, 0.4, 4, 40, 0.01, 2, Math.log(2), 250);
    }
}
