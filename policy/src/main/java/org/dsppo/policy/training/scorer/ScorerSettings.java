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
            new ScorerSettings(32, 2048, 64, 1e-3, 0.99, 10, 20_000, 300, 500, 0.5, 0.02, 30);

    /** The same for small problems. */
    public ScorerSettings withIterationOf(int decisions, int updatesOfDqn) {
        return new ScorerSettings(
                hidden,
                decisions,
                minibatch,
                learningRate,
                discount,
                maximumGradientNorm,
                replay,
                updatesOfDqn,
                targetUpdates,
                firstExploration,
                lastExploration,
                explorationIterations);
    }

    double exploration(int iteration) {
        double gone = Math.min(1, (double) iteration / Math.max(1, explorationIterations));
        return firstExploration + gone * (lastExploration - firstExploration);
    }
}
