package org.dsppo.policy.training.ppo;

import java.util.Map;
import java.util.TreeMap;

/**
 * Hyper-parameters of PPO. Horizons are in mean run times, so that they mean the same for tasks of
 * seconds and of hours.
 *
 * @param decisionsPerIteration decisions used by one iteration, at least
 * @param keptShare part of an episode's decisions that gradients are taken at
 * @param epochs passes over an iteration's decisions
 * @param minibatch decisions per step of the optimiser
 * @param learningRate at the first iteration
 * @param iterations at which the learning rate has fallen to nothing; 0 for a constant rate
 * @param clip how far the ratio of probabilities may go from 1 (equation 22)
 * @param stepDiscount factor per decision
 * @param discountHorizon run times after which a reward counts 1/e; infinite for no discount by
 *     time
 * @param stepTrace λ of the advantage estimate, per decision
 * @param traceHorizon run times after which λ has fallen to 1/e; infinite for no fall by time
 * @param valueWeight c1 of equation 24
 * @param entropyWeight c2 of equation 24; entropy is taken relative to the largest possible
 * @param surrogateWeight of equation 21; 0 to learn from a teacher alone
 * @param leashWeight of the divergence from the teacher, which is the policy that training began
 *     with unless a lesson names another
 * @param targetDivergence an iteration ends at one and a half times this; infinite for never
 * @param maximumGradientNorm a longer gradient is shortened
 * @param maximumAdvantage normalised advantages are cut to this
 * @param temperature randomness of exploring decisions, relative to the spread of the scores
 * @param trainLinearPath false to leave the linear path as it is
 */
public record PpoSettings(
        int decisionsPerIteration,
        double keptShare,
        int epochs,
        int minibatch,
        double learningRate,
        int iterations,
        double clip,
        double stepDiscount,
        double discountHorizon,
        double stepTrace,
        double traceHorizon,
        double valueWeight,
        double entropyWeight,
        double surrogateWeight,
        double leashWeight,
        double targetDivergence,
        double maximumGradientNorm,
        double maximumAdvantage,
        double temperature,
        boolean trainLinearPath) {

    private static final double NEVER = Double.POSITIVE_INFINITY;

    /** What works on this problem. */
    public static final PpoSettings OURS =
            new PpoSettings(
                    16_000, 0.5, 3, 1000, 5e-4, 60, 0.2, 1, 60, 0.999, 4, 0.5, 0.002, 1, 0.02,
                    0.015, 0.5, 5, 0.15, false);

    /** Table 4 of the paper, with equation 20 for the advantage. */
    public static final PpoSettings PAPER =
            new PpoSettings(
                    2048, 1, 10, 64, 1e-3, 0, 0.2, 0.99, NEVER, 0, NEVER, 0.5, 0.01, 1, 0, NEVER,
                    NEVER, NEVER, 0.15, true);

    /**
     * Cloning of teachers: their lessons' decisions are labelled by them wherever the policy itself
     * gets to (Ross et al. 2011, DAgger), the value head learns what the policy earns.
     */
    public static final PpoSettings CLONING =
            new PpoSettings(
                    8000, 0.5, 3, 500, 2e-3, 30, 0.2, 1, 60, 0.999, 4, 0.5, 0, 0, 1, NEVER, 0.5, 5,
                    0.15, true);

    /** The same with another learning rate that falls over so many iterations. */
    public PpoSettings withLearningRate(double rate, int overIterations) {
        return new PpoSettings(
                decisionsPerIteration,
                keptShare,
                epochs,
                minibatch,
                rate,
                overIterations,
                clip,
                stepDiscount,
                discountHorizon,
                stepTrace,
                traceHorizon,
                valueWeight,
                entropyWeight,
                surrogateWeight,
                leashWeight,
                targetDivergence,
                maximumGradientNorm,
                maximumAdvantage,
                temperature,
                trainLinearPath);
    }

    /** The same with another amount of work per iteration. */
    public PpoSettings withIterationOf(int decisions, int minibatchSize) {
        return new PpoSettings(
                decisions,
                keptShare,
                epochs,
                minibatchSize,
                learningRate,
                iterations,
                clip,
                stepDiscount,
                discountHorizon,
                stepTrace,
                traceHorizon,
                valueWeight,
                entropyWeight,
                surrogateWeight,
                leashWeight,
                targetDivergence,
                maximumGradientNorm,
                maximumAdvantage,
                temperature,
                trainLinearPath);
    }

    /** Learning rate of an iteration, from 0. */
    double learningRateAt(int iteration) {
        return iterations == 0
                ? learningRate
                : learningRate * Math.max(0.02, 1 - (double) iteration / iterations);
    }

    /** By name, as artefacts carry them. */
    public Map<String, String> asText() {
        Map<String, String> text = new TreeMap<>();
        for (var component : getClass().getRecordComponents()) {
            try {
                text.put(component.getName(), String.valueOf(component.getAccessor().invoke(this)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("settings " + component.getName(), e);
            }
        }
        return text;
    }
}
