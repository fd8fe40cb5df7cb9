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
            new Builder()
                    .decisionsPerIteration(16_000)
                    .keptShare(0.5)
                    .epochs(3)
                    .minibatch(1000)
                    .learningRate(5e-4)
                    .iterations(60)
                    .clip(0.2)
                    .stepDiscount(1)
                    .discountHorizon(60)
                    .stepTrace(0.999)
                    .traceHorizon(4)
                    .valueWeight(0.5)
                    .entropyWeight(0.002)
                    .surrogateWeight(1)
                    .leashWeight(0.02)
                    .targetDivergence(0.015)
                    .maximumGradientNorm(0.5)
                    .maximumAdvantage(5)
                    .temperature(0.15)
                    .trainLinearPath(false)
                    .build();

    /** Table 4 of the paper, with equation 20 for the advantage. */
    public static final PpoSettings PAPER =
            new Builder()
                    .decisionsPerIteration(2048)
                    .keptShare(1)
                    .epochs(10)
                    .minibatch(64)
                    .learningRate(1e-3)
                    .iterations(0)
                    .clip(0.2)
                    .stepDiscount(0.99)
                    .discountHorizon(NEVER)
                    .stepTrace(0)
                    .traceHorizon(NEVER)
                    .valueWeight(0.5)
                    .entropyWeight(0.01)
                    .surrogateWeight(1)
                    .leashWeight(0)
                    .targetDivergence(NEVER)
                    .maximumGradientNorm(NEVER)
                    .maximumAdvantage(NEVER)
                    .temperature(0.15)
                    .trainLinearPath(true)
                    .build();

    /**
     * Cloning of teachers: their lessons' decisions are labelled by them wherever the policy itself
     * gets to (Ross et al. 2011, DAgger), the value head learns what the policy earns.
     */
    public static final PpoSettings CLONING =
            new Builder()
                    .decisionsPerIteration(8000)
                    .keptShare(0.5)
                    .epochs(3)
                    .minibatch(500)
                    .learningRate(2e-3)
                    .iterations(30)
                    .clip(0.2)
                    .stepDiscount(1)
                    .discountHorizon(60)
                    .stepTrace(0.999)
                    .traceHorizon(4)
                    .valueWeight(0.5)
                    .entropyWeight(0)
                    .surrogateWeight(0)
                    .leashWeight(1)
                    .targetDivergence(NEVER)
                    .maximumGradientNorm(0.5)
                    .maximumAdvantage(5)
                    .temperature(0.15)
                    .trainLinearPath(true)
                    .build();

    /** The same with another learning rate that falls over so many iterations. */
    public PpoSettings withLearningRate(double rate, int overIterations) {
        return toBuilder().learningRate(rate).iterations(overIterations).build();
    }

    /** The same with another amount of work per iteration. */
    public PpoSettings withIterationOf(int decisions, int minibatchSize) {
        return toBuilder().decisionsPerIteration(decisions).minibatch(minibatchSize).build();
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

    /** For one that differs in some components. */
    public Builder toBuilder() {
        return new Builder()
                .decisionsPerIteration(decisionsPerIteration)
                .keptShare(keptShare)
                .epochs(epochs)
                .minibatch(minibatch)
                .learningRate(learningRate)
                .iterations(iterations)
                .clip(clip)
                .stepDiscount(stepDiscount)
                .discountHorizon(discountHorizon)
                .stepTrace(stepTrace)
                .traceHorizon(traceHorizon)
                .valueWeight(valueWeight)
                .entropyWeight(entropyWeight)
                .surrogateWeight(surrogateWeight)
                .leashWeight(leashWeight)
                .targetDivergence(targetDivergence)
                .maximumGradientNorm(maximumGradientNorm)
                .maximumAdvantage(maximumAdvantage)
                .temperature(temperature)
                .trainLinearPath(trainLinearPath);
    }

    /** Sets the components one by one, each by its name. */
    public static final class Builder {
        private int decisionsPerIteration;
        private double keptShare;
        private int epochs;
        private int minibatch;
        private double learningRate;
        private int iterations;
        private double clip;
        private double stepDiscount;
        private double discountHorizon;
        private double stepTrace;
        private double traceHorizon;
        private double valueWeight;
        private double entropyWeight;
        private double surrogateWeight;
        private double leashWeight;
        private double targetDivergence;
        private double maximumGradientNorm;
        private double maximumAdvantage;
        private double temperature;
        private boolean trainLinearPath;

        private Builder() {}

        public Builder decisionsPerIteration(int value) {
            this.decisionsPerIteration = value;
            return this;
        }

        public Builder keptShare(double value) {
            this.keptShare = value;
            return this;
        }

        public Builder epochs(int value) {
            this.epochs = value;
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

        public Builder iterations(int value) {
            this.iterations = value;
            return this;
        }

        public Builder clip(double value) {
            this.clip = value;
            return this;
        }

        public Builder stepDiscount(double value) {
            this.stepDiscount = value;
            return this;
        }

        public Builder discountHorizon(double value) {
            this.discountHorizon = value;
            return this;
        }

        public Builder stepTrace(double value) {
            this.stepTrace = value;
            return this;
        }

        public Builder traceHorizon(double value) {
            this.traceHorizon = value;
            return this;
        }

        public Builder valueWeight(double value) {
            this.valueWeight = value;
            return this;
        }

        public Builder entropyWeight(double value) {
            this.entropyWeight = value;
            return this;
        }

        public Builder surrogateWeight(double value) {
            this.surrogateWeight = value;
            return this;
        }

        public Builder leashWeight(double value) {
            this.leashWeight = value;
            return this;
        }

        public Builder targetDivergence(double value) {
            this.targetDivergence = value;
            return this;
        }

        public Builder maximumGradientNorm(double value) {
            this.maximumGradientNorm = value;
            return this;
        }

        public Builder maximumAdvantage(double value) {
            this.maximumAdvantage = value;
            return this;
        }

        public Builder temperature(double value) {
            this.temperature = value;
            return this;
        }

        public Builder trainLinearPath(boolean value) {
            this.trainLinearPath = value;
            return this;
        }

        /** What was set. */
        public PpoSettings build() {
            return new PpoSettings(
                    decisionsPerIteration,
                    keptShare,
                    epochs,
                    minibatch,
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
    }
}
