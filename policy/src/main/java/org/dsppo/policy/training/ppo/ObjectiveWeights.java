package org.dsppo.policy.training.ppo;

/**
 * Weights of the objective (equation 12), each from 0 to 1, together 1.
 *
 * @param completion α
 * @param waiting β
 * @param utilisation σ
 */
public record ObjectiveWeights(double completion, double waiting, double utilisation) {

    /** Completion alone. */
    public static final ObjectiveWeights COMPLETION = new ObjectiveWeights(1, 0, 0);

    /** The paper's default. */
    public static final ObjectiveWeights PAPER = new ObjectiveWeights(0.5, 0.2, 0.3);

    public ObjectiveWeights {
        double sum = completion + waiting + utilisation;
        if (Math.min(completion, Math.min(waiting, utilisation)) < 0 || Math.abs(sum - 1) > 1e-9) {
            throw new IllegalArgumentException(
                    "weights are %s, %s and %s, expected three that are not negative and sum to 1"
                            .formatted(completion, waiting, utilisation));
        }
    }
}
