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
        return new Builder()
                .policy(policy)
                .tasks(400)
                .population(12)
                .sigma(0.15)
                .averaging(0.4)
                .generations(4)
                .mostGenerations(40)
                .gain(0.01)
                .mostAge(2)
                .mostLogBias(Math.log(2))
                .sliceMillis(250)
                .build();
    }

    /** For one that differs in some components. */
    public Builder toBuilder() {
        return new Builder()
                .policy(policy)
                .tasks(tasks)
                .population(population)
                .sigma(sigma)
                .averaging(averaging)
                .generations(generations)
                .mostGenerations(mostGenerations)
                .gain(gain)
                .mostAge(mostAge)
                .mostLogBias(mostLogBias)
                .sliceMillis(sliceMillis);
    }

    /** Sets the components one by one, each by its name. */
    public static final class Builder {
        private String policy;
        private int tasks;
        private int population;
        private double sigma;
        private double averaging;
        private int generations;
        private int mostGenerations;
        private double gain;
        private int mostAge;
        private double mostLogBias;
        private long sliceMillis;

        private Builder() {}

        public Builder policy(String value) {
            this.policy = value;
            return this;
        }

        public Builder tasks(int value) {
            this.tasks = value;
            return this;
        }

        public Builder population(int value) {
            this.population = value;
            return this;
        }

        public Builder sigma(double value) {
            this.sigma = value;
            return this;
        }

        public Builder averaging(double value) {
            this.averaging = value;
            return this;
        }

        public Builder generations(int value) {
            this.generations = value;
            return this;
        }

        public Builder mostGenerations(int value) {
            this.mostGenerations = value;
            return this;
        }

        public Builder gain(double value) {
            this.gain = value;
            return this;
        }

        public Builder mostAge(int value) {
            this.mostAge = value;
            return this;
        }

        public Builder mostLogBias(double value) {
            this.mostLogBias = value;
            return this;
        }

        public Builder sliceMillis(long value) {
            this.sliceMillis = value;
            return this;
        }

        /** What was set. */
        public TrainingOptions build() {
            return new TrainingOptions(
                    policy,
                    tasks,
                    population,
                    sigma,
                    averaging,
                    generations,
                    mostGenerations,
                    gain,
                    mostAge,
                    mostLogBias,
                    sliceMillis);
        }
    }
}
