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
        return new D3qnSettings(
                64, .95, 1e-3, 10, 64, 50_000, 1_000, 2, 1_000, steps / 2, .05, .6, .4, -15);
    }
}
