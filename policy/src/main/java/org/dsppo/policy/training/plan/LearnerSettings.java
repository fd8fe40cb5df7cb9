package org.dsppo.policy.training.plan;

import org.dsppo.policy.training.ppo.PpoSettings;

/**
 * How a stage that learns by gradients goes about it. What is not positive is as the stage has it.
 *
 * @param width size of embeddings of the deep part that a policy without one gets
 * @param hidden size of its hidden layers
 * @param decisions decisions per iteration
 * @param minibatch decisions per step of the optimiser
 * @param learningRate at the first iteration, from which it falls to nothing
 * @param validateEvery iterations between validations
 * @param validationSeeds samples of each family that validation uses
 * @param patience validations in a row without a better one after which the stage ends
 */
public record LearnerSettings(
        int width,
        int hidden,
        int decisions,
        int minibatch,
        double learningRate,
        int validateEvery,
        int validationSeeds,
        int patience) {

    /** All as the stage has it. */
    public static final LearnerSettings DEFAULT = new Builder().build();

    private static final int VALIDATE_EVERY = 5;
    private static final int VALIDATION_SEEDS = 4;

    int validateEveryOrUsual() {
        return validateEvery > 0 ? validateEvery : VALIDATE_EVERY;
    }

    int validationSeedsOrUsual() {
        return validationSeeds > 0 ? validationSeeds : VALIDATION_SEEDS;
    }

    /** A stage's own settings with what is given here. */
    PpoSettings over(PpoSettings own, int iterations) {
        PpoSettings settings =
                own.withIterationOf(
                        decisions > 0 ? decisions : own.decisionsPerIteration(),
                        minibatch > 0 ? minibatch : own.minibatch());
        boolean falls = learningRate > 0 || own.iterations() > 0;
        return falls
                ? settings.withLearningRate(
                        learningRate > 0 ? learningRate : own.learningRate(), iterations)
                : settings;
    }

    /** For one that differs in some components. */
    public Builder toBuilder() {
        return new Builder()
                .width(width)
                .hidden(hidden)
                .decisions(decisions)
                .minibatch(minibatch)
                .learningRate(learningRate)
                .validateEvery(validateEvery)
                .validationSeeds(validationSeeds)
                .patience(patience);
    }

    /** Sets the components one by one, each by its name. */
    public static final class Builder {
        private int width;
        private int hidden;
        private int decisions;
        private int minibatch;
        private double learningRate;
        private int validateEvery;
        private int validationSeeds;
        private int patience;

        private Builder() {}

        public Builder width(int value) {
            this.width = value;
            return this;
        }

        public Builder hidden(int value) {
            this.hidden = value;
            return this;
        }

        public Builder decisions(int value) {
            this.decisions = value;
            return this;
        }

        public Builder minibatch(int value) {
            this.minibatch = value;
            return this;
        }

        public Builder learningRate(double value) {
            this.learningRate = value;
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

        public Builder patience(int value) {
            this.patience = value;
            return this;
        }

        /** What was set. */
        public LearnerSettings build() {
            return new LearnerSettings(
                    width,
                    hidden,
                    decisions,
                    minibatch,
                    learningRate,
                    validateEvery,
                    validationSeeds,
                    patience);
        }
    }
}
