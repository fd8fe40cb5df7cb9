package org.dsppo.policy.device.d3qn;

/**
 * Hyper-parameters of training.
 *
 * @param hiddenWidth neurons in each of two hidden layers
 * @param discount γ per step
 * @param learningRate of Adam, falling linearly to a tenth
 * @param maximumGradientNorm longer gradients are shortened
 * @param minibatch transitions per update
 * @param replayCapacity transitions that are remembered
 * @param stepsBeforeLearning steps that only fill the memory
 * @param stepsPerUpdate steps of the environment for each update
 * @param stepsPerTarget steps after which the target network takes over the weights
 * @param explorationSteps steps over which ε falls from 1 to the last
 * @param lastExploration ε from then on
 * @param priorityExponent α of prioritised replay
 * @param firstCorrection β of prioritised replay at the start; rises linearly to 1
 * @param leastReward worse rewards count as this one; a lost burst must not drown everything else
 */
public record D3qnSettings(
        int hiddenWidth,
        double discount,
        double learningRate,
        double maximumGradientNorm,
        int minibatch,
        int replayCapacity,
        int stepsBeforeLearning,
        int stepsPerUpdate,
        int stepsPerTarget,
        int explorationSteps,
        double lastExploration,
        double priorityExponent,
        double firstCorrection,
        double leastReward) {

    /** What the shipped agent was trained with, for a number of steps. */
    public static D3qnSettings forSteps(int steps) {
        return new Builder()
                .hiddenWidth(64)
                .discount(.95)
                .learningRate(1e-3)
                .maximumGradientNorm(10)
                .minibatch(64)
                .replayCapacity(50_000)
                .stepsBeforeLearning(1_000)
                .stepsPerUpdate(2)
                .stepsPerTarget(1_000)
                .explorationSteps(steps / 2)
                .lastExploration(.05)
                .priorityExponent(.6)
                .firstCorrection(.4)
                .leastReward(-15)
                .build();
    }

    /** For one that differs in some components. */
    public Builder toBuilder() {
        return new Builder()
                .hiddenWidth(hiddenWidth)
                .discount(discount)
                .learningRate(learningRate)
                .maximumGradientNorm(maximumGradientNorm)
                .minibatch(minibatch)
                .replayCapacity(replayCapacity)
                .stepsBeforeLearning(stepsBeforeLearning)
                .stepsPerUpdate(stepsPerUpdate)
                .stepsPerTarget(stepsPerTarget)
                .explorationSteps(explorationSteps)
                .lastExploration(lastExploration)
                .priorityExponent(priorityExponent)
                .firstCorrection(firstCorrection)
                .leastReward(leastReward);
    }

    /** Sets the components one by one, each by its name. */
    public static final class Builder {
        private int hiddenWidth;
        private double discount;
        private double learningRate;
        private double maximumGradientNorm;
        private int minibatch;
        private int replayCapacity;
        private int stepsBeforeLearning;
        private int stepsPerUpdate;
        private int stepsPerTarget;
        private int explorationSteps;
        private double lastExploration;
        private double priorityExponent;
        private double firstCorrection;
        private double leastReward;

        private Builder() {}

        public Builder hiddenWidth(int value) {
            this.hiddenWidth = value;
            return this;
        }

        public Builder discount(double value) {
            this.discount = value;
            return this;
        }

        public Builder learningRate(double value) {
            this.learningRate = value;
            return this;
        }

        public Builder maximumGradientNorm(double value) {
            this.maximumGradientNorm = value;
            return this;
        }

        public Builder minibatch(int value) {
            this.minibatch = value;
            return this;
        }

        public Builder replayCapacity(int value) {
            this.replayCapacity = value;
            return this;
        }

        public Builder stepsBeforeLearning(int value) {
            this.stepsBeforeLearning = value;
            return this;
        }

        public Builder stepsPerUpdate(int value) {
            this.stepsPerUpdate = value;
            return this;
        }

        public Builder stepsPerTarget(int value) {
            this.stepsPerTarget = value;
            return this;
        }

        public Builder explorationSteps(int value) {
            this.explorationSteps = value;
            return this;
        }

        public Builder lastExploration(double value) {
            this.lastExploration = value;
            return this;
        }

        public Builder priorityExponent(double value) {
            this.priorityExponent = value;
            return this;
        }

        public Builder firstCorrection(double value) {
            this.firstCorrection = value;
            return this;
        }

        public Builder leastReward(double value) {
            this.leastReward = value;
            return this;
        }

        /** What was set. */
        public D3qnSettings build() {
            return new D3qnSettings(
                    hiddenWidth,
                    discount,
                    learningRate,
                    maximumGradientNorm,
                    minibatch,
                    replayCapacity,
                    stepsBeforeLearning,
                    stepsPerUpdate,
                    stepsPerTarget,
                    explorationSteps,
                    lastExploration,
                    priorityExponent,
                    firstCorrection,
                    leastReward);
        }
    }
}
