package org.dsppo.policy.training.scorer;

/**
 * Hyper-parameters of DQN and REINFORCE.
 *
 * @param hidden width of both hidden layers
 * @param decisionsPerIteration decisions played in an iteration, at least
 * @param minibatch decisions per step of the optimiser
 * @param learningRate of Adam
 * @param discount γ per decision
 * @param maximumGradientNorm a longer gradient is shortened
 * @param replay decisions that DQN remembers
 * @param updates steps of the optimiser per iteration of DQN
 * @param targetUpdates steps after which DQN's target network is renewed
 * @param firstExploration part of random choices in DQN's first iteration
 * @param lastExploration part of random choices once exploration has fallen
 * @param explorationIterations iterations over which it falls
 */
public record ScorerSettings(
        int hidden,
        int decisionsPerIteration,
        int minibatch,
        double learningRate,
        double discount,
        double maximumGradientNorm,
        int replay,
        int updates,
        int targetUpdates,
        double firstExploration,
        double lastExploration,
        int explorationIterations) {

    /** γ, learning rate and minibatch of the paper's table 4. */
    public static final ScorerSettings DEFAULT =
            new Builder()
                    .hidden(32)
                    .decisionsPerIteration(2048)
                    .minibatch(64)
                    .learningRate(1e-3)
                    .discount(0.99)
                    .maximumGradientNorm(10)
                    .replay(20_000)
                    .updates(300)
                    .targetUpdates(500)
                    .firstExploration(0.5)
                    .lastExploration(0.02)
                    .explorationIterations(30)
                    .build();

    double exploration(int iteration) {
        double gone = Math.min(1, (double) iteration / Math.max(1, explorationIterations));
        return firstExploration + gone * (lastExploration - firstExploration);
    }

    /** For one that differs in some components. */
    public Builder toBuilder() {
        return new Builder()
                .hidden(hidden)
                .decisionsPerIteration(decisionsPerIteration)
                .minibatch(minibatch)
                .learningRate(learningRate)
                .discount(discount)
                .maximumGradientNorm(maximumGradientNorm)
                .replay(replay)
                .updates(updates)
                .targetUpdates(targetUpdates)
                .firstExploration(firstExploration)
                .lastExploration(lastExploration)
                .explorationIterations(explorationIterations);
    }

    /** Sets the components one by one, each by its name. */
    public static final class Builder {
        private int hidden;
        private int decisionsPerIteration;
        private int minibatch;
        private double learningRate;
        private double discount;
        private double maximumGradientNorm;
        private int replay;
        private int updates;
        private int targetUpdates;
        private double firstExploration;
        private double lastExploration;
        private int explorationIterations;

        private Builder() {}

        public Builder hidden(int value) {
            this.hidden = value;
            return this;
        }

        public Builder decisionsPerIteration(int value) {
            this.decisionsPerIteration = value;
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

        public Builder discount(double value) {
            this.discount = value;
            return this;
        }

        public Builder maximumGradientNorm(double value) {
            this.maximumGradientNorm = value;
            return this;
        }

        public Builder replay(int value) {
            this.replay = value;
            return this;
        }

        public Builder updates(int value) {
            this.updates = value;
            return this;
        }

        public Builder targetUpdates(int value) {
            this.targetUpdates = value;
            return this;
        }

        public Builder firstExploration(double value) {
            this.firstExploration = value;
            return this;
        }

        public Builder lastExploration(double value) {
            this.lastExploration = value;
            return this;
        }

        public Builder explorationIterations(int value) {
            this.explorationIterations = value;
            return this;
        }

        /** What was set. */
        public ScorerSettings build() {
            return new ScorerSettings(
                    hidden,
                    decisionsPerIteration,
                    minibatch,
                    learningRate,
                    discount,
                    maximumGradientNorm,
                    replay,
                    updates,
                    targetUpdates,
                    firstExploration,
                    lastExploration,
                    explorationIterations);
        }
    }
}
