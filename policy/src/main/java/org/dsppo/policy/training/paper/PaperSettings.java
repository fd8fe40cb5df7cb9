package org.dsppo.policy.training.paper;

/**
 * Hyper-parameters of the paper's PPO.
 *
 * @param hidden width of embeddings and hidden layers
 * @param steps decisions that an iteration learns from
 * @param minibatch decisions per step of the optimiser
 * @param epochs how often they are gone through
 * @param learningRate of Adam
 * @param discount γ per decision
 * @param clip ε of the surrogate
 * @param valueWeight c1
 * @param entropyWeight c2
 * @param maximumGradientNorm a longer gradient is shortened
 * @param patience episodes of a kind without a better reward than ever, after which training ends
 */
public record PaperSettings(
        int hidden,
        int steps,
        int minibatch,
        int epochs,
        double learningRate,
        double discount,
        double clip,
        double valueWeight,
        double entropyWeight,
        double maximumGradientNorm,
        int patience) {

    /**
     * Table 4, the printed 2408 steps read as 2048, and table 2's end after 70 episodes. The paper
     * prints no width, no c1 and no limit on gradients.
     */
    public static final PaperSettings TABLE_4 =
            new PaperSettings(32, 2048, 64, 10, 1e-3, 0.99, 0.2, 0.5, 0.01, 10, 70);
}
