package org.dsppo.policy.training.evolution;

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
 * @param leash what it costs to be away from the start, per mean squared change of a weight
 * @param weights which to evolve, null for those of the linear path
 */
public record EvolutionSettings(
        int population,
        double sigma,
        double leastSigma,
        int seedsPerGeneration,
        int validateEvery,
        int validationSeeds,
        double averaging,
        double leash,
        EvolvedWeights weights) {

    public EvolutionSettings {
        weights = weights == null ? EvolvedWeights.LINEAR : weights;
    }

    /** For the shipped policy: all families, two cores. */
    public static final EvolutionSettings DEFAULT =
            new Builder()
                    .population(26)
                    .sigma(0.2)
                    .leastSigma(0.06)
                    .seedsPerGeneration(1)
                    .validateEvery(15)
                    .validationSeeds(6)
                    .averaging(0.08)
                    .weights(EvolvedWeights.LINEAR)
                    .build();

    /**
     * For one site: few families, and a start that is good already and not to be left far behind.
     */
    public static final EvolutionSettings SITE =
            new Builder()
                    .population(20)
                    .sigma(0.12)
                    .leastSigma(0.04)
                    .seedsPerGeneration(2)
                    .validateEvery(5)
                    .validationSeeds(6)
                    .averaging(0.15)
                    .leash(0.02)
                    .weights(EvolvedWeights.LINEAR)
                    .build();

    /** For one that differs in some components. */
    public Builder toBuilder() {
        return new Builder()
                .population(population)
                .sigma(sigma)
                .leastSigma(leastSigma)
                .seedsPerGeneration(seedsPerGeneration)
                .validateEvery(validateEvery)
                .validationSeeds(validationSeeds)
                .averaging(averaging)
                .leash(leash)
                .weights(weights);
    }

    /** Sets the components one by one, each by its name. */
    public static final class Builder {
        private int population;
        private double sigma;
        private double leastSigma;
        private int seedsPerGeneration;
        private int validateEvery;
        private int validationSeeds;
        private double averaging;
        private double leash;
        private EvolvedWeights weights;

        private Builder() {}

        public Builder population(int value) {
            this.population = value;
            return this;
        }

        public Builder sigma(double value) {
            this.sigma = value;
            return this;
        }

        public Builder leastSigma(double value) {
            this.leastSigma = value;
            return this;
        }

        public Builder seedsPerGeneration(int value) {
            this.seedsPerGeneration = value;
            return this;
        }

        public Builder validateEvery(int value) {
            this.validateEvery = value;
            return this;
        }

        public Builder validationSeeds(int value) {
            this.validationSeeds = value;
            return this;
        }

        public Builder averaging(double value) {
            this.averaging = value;
            return this;
        }

        public Builder leash(double value) {
            this.leash = value;
            return this;
        }

        public Builder weights(EvolvedWeights value) {
            this.weights = value;
            return this;
        }

        /** What was set. */
        public EvolutionSettings build() {
            return new EvolutionSettings(
                    population,
                    sigma,
                    leastSigma,
                    seedsPerGeneration,
                    validateEvery,
                    validationSeeds,
                    averaging,
                    leash,
                    weights);
        }
    }
}
