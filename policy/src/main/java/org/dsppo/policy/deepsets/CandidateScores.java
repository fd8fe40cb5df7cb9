package org.dsppo.policy.deepsets;

import org.dsppo.policy.features.CandidateSet;
import org.dsppo.policy.features.CellFeatures;
import org.dsppo.policy.features.FeatureSchema;
import org.dsppo.policy.features.Normaliser;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.weights.NetworkForm;
import org.dsppo.policy.weights.NetworkShape;
import org.dsppo.policy.weights.PolicyArtefact;

/**
 * Watches one cell and scores the candidates of its decisions. Per round {@link #begin}, then as
 * often as something is to be placed {@link #score} and {@link #place}.
 */
public final class CandidateScores {

    private final CellFeatures features;
    private final Normaliser cellNorm;
    private final LinearPath linear;
    private final float[] cell = new float[FeatureSchema.CELL.size()];
    private CandidateSet candidates;
    private float[] admission = new float[64];
    private float[] priority = new float[64];

    /**
     * @param artefact a set network
     * @throws IllegalArgumentException if the artefact is of another form
     */
    public CandidateScores(PolicyArtefact artefact) {
        NetworkShape shape = artefact.shape();
        if (shape.form() != NetworkForm.SET_NETWORK) {
            throw new IllegalArgumentException(
                    "policy %s is a %s, expected a %s"
                            .formatted(
                                    artefact.name(),
                                    shape.form().id(),
                                    NetworkForm.SET_NETWORK.id()));
        }
        this.cellNorm = artefact.normalisers().cell();
        this.linear = new LinearPath(artefact.weights(), 0, artefact.normalisers().candidate());
        this.features = new CellFeatures();
    }

    /** Reads what happened since the last round. */
    public void begin(PlacementRound round) {
        features.begin(round);
        cellNorm.apply(features.cell(), 0, cell, 0);
        linear.begin(cell);
    }

    /** Scores the candidates for the next placement. */
    public void score() {
        candidates = features.candidates();
        int size = candidates.size();
        if (admission.length < size) {
            admission = new float[2 * size];
            priority = new float[2 * size];
        }
        for (int i = 0; i < size; i++) {
            admission[i] = linear.admission(candidates.rows(), i);
            priority[i] = linear.priority(candidates.rows(), i);
        }
    }

    /** The candidates of the latest {@link #score}. */
    public CandidateSet candidates() {
        return candidates;
    }

    /** Above zero if a candidate may be placed. */
    public float admission(int candidate) {
        return admission[candidate];
    }

    /** Which of those that may be placed comes first: the highest. */
    public float priority(int candidate) {
        return priority[candidate];
    }

    /** Places a candidate of the latest {@link #score}. */
    public void place(int candidate) {
        features.place(candidate);
    }
}
