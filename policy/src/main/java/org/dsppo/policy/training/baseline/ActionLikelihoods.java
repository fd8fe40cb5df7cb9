package org.dsppo.policy.training.baseline;

import java.util.SplittableRandom;

/** How likely each action of a decision is: the softmax of its score. */
public final class ActionLikelihoods {

    private final double[] likelihoods;

    /**
     * @param scores of all decisions
     * @param from where those of this one begin
     */
    public ActionLikelihoods(float[] scores, int from, int count) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            most = Math.max(most, scores[from + i]);
        }
        likelihoods = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            likelihoods[i] = Math.exp(scores[from + i] - most);
            sum += likelihoods[i];
        }
        for (int i = 0; i < count; i++) {
            likelihoods[i] /= sum;
        }
    }

    /** How many actions there are. */
    public int count() {
        return likelihoods.length;
    }

    /** Likelihood of an action. */
    public double likelihood(int action) {
        return likelihoods[action];
    }

    /** Its logarithm, of a millionth of a millionth at least. */
    public double log(int action) {
        return Math.log(Math.max(1e-12, likelihoods[action]));
    }

    /** Entropy of the choice, nats. */
    public double entropy() {
        double entropy = 0;
        for (int action = 0; action < likelihoods.length; action++) {
            entropy -= likelihoods[action] * log(action);
        }
        return entropy;
    }

    /** An action by its likelihood. */
    public int draw(SplittableRandom random) {
        double left = random.nextDouble();
        for (int action = 0; action < likelihoods.length - 1; action++) {
            left -= likelihoods[action];
            if (left < 0) {
                return action;
            }
        }
        return likelihoods.length - 1;
    }
}
