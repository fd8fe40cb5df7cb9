package org.dsppo.policy.training.plan;

/**
 * How a policy is evolved.
 *
 * @param population points per generation
 * @param sigma first step size, in units of normalised features
 * @param leastSigma the step size does not fall below this: selection among noisy runs shrinks it
 *     too early
 * @param seedsPerGeneration samples of each family in play
 * @param validateEvery generations between validations
 * @param validationSeeds samples of each family that validation uses
 * @param averaging weight of the newest mean in the running mean that is validated and kept
 * @param weights which to evolve, null for all
 * @param knownOptions true to learn what is special about the options of families that are one site
 */
public record EvolutionSettings(
        int population,
        double sigma,
        double leastSigma,
        int seedsPerGeneration,
        int validateEvery,
        int validationSeeds,
        double averaging,
        EvolvedWeights weights,
        boolean knownOptions) {

    public EvolutionSettings {
        weights = weights == null ? EvolvedWeights.ALL : weights;
    }

    /** For the shipped policy: all families, two cores. */
    public static final EvolutionSettings DEFAULT =
            new EvolutionSettings(26, 0.2, 0.06, 1, 15, 6, 0.08, EvolvedWeights.ALL, false);

    /** For one site: few families, a start that is good already. */
    public static final EvolutionSettings SITE =
            new EvolutionSettings(20, 0.12, 0.04, 3, 5, 8, 0.15, EvolvedWeights.AT_HOME, true);
}
