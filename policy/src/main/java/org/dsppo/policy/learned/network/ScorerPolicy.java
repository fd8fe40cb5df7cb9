package org.dsppo.policy.learned.network;

import org.dsppo.policy.learned.weights.NetworkForm;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.FallbackReason;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.PolicyFailedException;
import org.dsppo.schemas.decision.PolicyReference;

/**
 * What DQN and REINFORCE learn: the choice with the highest score of a perceptron, waiting among
 * them. Waiting ends the round; it is not offered when nothing runs.
 */
public final class ScorerPolicy implements PlacementPolicy {

    private final PolicyReference reference;
    private final ScorerRows rows;
    private final Perceptron perceptron;
    private final float[] row = new float[ScorerRows.WIDTH];

    /**
     * @param artefact of a scorer
     * @throws IllegalArgumentException if it is of another form
     */
    public ScorerPolicy(PolicyArtefact artefact) {
        NetworkForm form = artefact.shape().form();
        if (form != NetworkForm.VALUE_SCORER && form != NetworkForm.LIKELIHOOD_SCORER) {
            throw new IllegalArgumentException(
                    "policy %s is a %s, expected a scorer".formatted(artefact.name(), form.id()));
        }
        this.reference = new PolicyReference(artefact.name(), (int) artefact.version(), "active");
        this.rows = new ScorerRows(artefact.normalisers());
        this.perceptron = new Perceptron(perceptron(artefact.shape()), artefact.weights());
    }

    /** Layers of a scorer. */
    public static PerceptronShape perceptron(NetworkShape shape) {
        return PerceptronShape.of(
                Activation.RELU, shape.scorerInputs(), shape.hidden(), shape.hidden(), 1);
    }

    @Override
    public String name() {
        return reference.name();
    }

    @Override
    public PolicyReference reference() {
        return reference;
    }

    /**
     * Places tasks.
     *
     * @throws PolicyFailedException if a score is not a finite number
     */
    @Override
    public void decide(PlacementRound round) {
        rows.begin(round);
        while (round.waiting() > 0) {
            int size = rows.read();
            if (size == 0) {
                return;
            }
            int choice = highest(rows.rows(), round.idle() ? size : size + 1);
            if (choice == size) {
                return;
            }
            rows.place(choice);
        }
    }

    private int highest(float[] choices, int count) {
        int best = 0;
        float most = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            ScorerRows.row(choices, i, row);
            float score = perceptron.outputs(row)[0];
            if (!Float.isFinite(score)) {
                throw new PolicyFailedException(
                        FallbackReason.NON_FINITE_SCORE,
                        "policy %s gives a score of %s".formatted(name(), score));
            }
            if (score > most) {
                most = score;
                best = i;
            }
        }
        return best;
    }
}
