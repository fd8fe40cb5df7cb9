package org.dsppo.policy.learned.network;

import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.features.CellFeature;
import org.dsppo.policy.learned.features.CellFeatures;
import org.dsppo.policy.learned.features.NodeChoice;
import org.dsppo.policy.learned.features.NodeListener;
import org.dsppo.policy.learned.features.Normaliser;
import org.dsppo.policy.learned.features.Shares;
import org.dsppo.policy.learned.weights.NetworkForm;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.PlacementRound;

/**
 * Watches one cell and scores the candidates of its decisions. Per round {@link #begin}, then as
 * often as something is to be placed {@link #score} and {@link #place}.
 */
public final class CandidateScores {

    private final CellFeatures features;
    private final Normaliser cellNorm;
    private final SiteGate gate;
    private final LinearPath linear;
    private final SetNetwork network;
    private final float[] cell = new float[CellFeature.WIDTH];
    private final float[] rawCell = new float[CellFeature.WIDTH];
    private CandidateSet candidates;
    private NodeChoice choice;
    private float[] experts;
    private float[] lean = new float[0];
    private long describedAsOf = -1;
    private float[] admission = new float[64];
    private float[] priority = new float[64];

    /**
     * Scores for serving: the deep part is left out while it adds nothing.
     *
     * @param artefact a set network
     * @param shares what elastic strategies get
     * @throws IllegalArgumentException if the artefact is of another form
     */
    public CandidateScores(PolicyArtefact artefact, Shares shares) {
        this(
                artefact,
                shares,
                artefact.shape().isDeep() && !artefact.shape().decidesLinearly(artefact.weights()));
    }

    /** Scores for training, which wants the value even while the deep part adds nothing. */
    public static CandidateScores forTraining(PolicyArtefact artefact) {
        return new CandidateScores(artefact, Shares.CHOSEN, artefact.shape().isDeep());
    }

    private CandidateScores(PolicyArtefact artefact, Shares shares, boolean deep) {
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
        this.gate = shape.experts() > 0 ? new SiteGate(artefact) : null;
        this.linear = new LinearPath(shape, artefact.weights(), artefact.normalisers().candidate());
        this.network = deep ? new SetNetwork(artefact) : null;
        this.features = new CellFeatures(deep ? network.nodeListener() : NodeListener.NONE, shares);
    }

    /**
     * Leans towards experts, or away from them, from the next round on.
     *
     * @param more added to the shares that the gate gives, the first to that of the linear path as
     *     it is; empty for nothing
     */
    void lean(float[] more) {
        lean = more;
    }

    /** Reads what happened since the last round. */
    public void begin(PlacementRound round) {
        features.begin(round);
        readCell();
    }

    /** Reads the round of the latest {@link #begin} again, after others have placed tasks in it. */
    public void again() {
        features.again();
        readCell();
    }

    private void readCell() {
        System.arraycopy(features.cell(), 0, rawCell, 0, cell.length);
        cellNorm.apply(rawCell, 0, cell, 0);
        experts = gate == null ? null : shares();
        linear.begin(experts);
        choice = linear.choice(cell);
    }

    private float[] shares() {
        if (features.make() != describedAsOf) {
            describedAsOf = features.make();
            gate.describe(features.describe());
        }
        float[] shares = gate.shares(cell);
        for (int i = 0; i < lean.length; i++) {
            shares[i] += lean[i];
        }
        return shares;
    }

    /** Scores the candidates for the next placement. */
    public void score() {
        candidates = features.candidates(choice);
        int size = candidates.size();
        if (admission.length < size) {
            admission = new float[2 * size];
            priority = new float[2 * size];
        }
        for (int i = 0; i < size; i++) {
            admission[i] = linear.admission(candidates.rows(), i);
            priority[i] = linear.priority(candidates.rows(), i);
        }
        if (network != null && size > 0) {
            network.read(features, cell);
            network.score(candidates, admission, priority);
        }
    }

    /** Load of the bottleneck in the long run, in units of what the cell can carry. */
    double load() {
        return features.longRunLoad();
    }

    /** What the value head says of the state of the latest {@link #score}; 0 without deep part. */
    public float value() {
        return network == null ? 0 : network.value();
    }

    /**
     * Shares of the linear path as it is and of each expert in the latest round, 1 in all unless it
     * leans; null where there are no experts.
     */
    public float[] experts() {
        return experts == null ? null : experts.clone();
    }

    /** A copy of all that the latest {@link #score} read. */
    public NetworkInput input() {
        return InputCopy.of(features, candidates, rawCell, experts);
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
