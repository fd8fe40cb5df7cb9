package org.dsppo.policy.learned.network;

import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.features.CellFeature;
import org.dsppo.policy.learned.features.CellFeatures;
import org.dsppo.policy.learned.features.NodeChoice;
import org.dsppo.policy.learned.weights.Normalisers;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;

/**
 * The choices of one decision as rows of numbers: every candidate of the most urgent classes with
 * its features and the cell's, and last of all waiting, whose candidate features are zero.
 */
public final class ScorerRows {

    static final int CELL = CellFeature.WIDTH;
    public static final int WIDTH = CandidateSet.WIDTH + CELL;

    private final CellFeatures features = new CellFeatures();
    private final Normalisers normalisers;
    private final float[] cell = new float[CELL];
    private CandidateSet candidates;
    private int[] chosen = new int[16];
    private int size;

    public ScorerRows(Normalisers normalisers) {
        this.normalisers = normalisers;
    }

    public void begin(PlacementRound round) {
        features.begin(round);
        normalisers.cell().apply(features.cell(), 0, cell, 0);
    }

    /** Reads the choices; gives the number of candidates among them. */
    public int read() {
        candidates = features.candidates(NodeChoice.TIGHTEST);
        if (chosen.length < candidates.size()) {
            chosen = new int[2 * candidates.size()];
        }
        long urgency = Long.MIN_VALUE;
        for (int i = 0; i < candidates.size(); i++) {
            urgency = Math.max(urgency, candidates.urgency(i));
        }
        size = 0;
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.urgency(i) == urgency) {
                chosen[size++] = i;
            }
        }
        return size;
    }

    /** A new array with a row for each candidate, and one for waiting. */
    public float[] rows() {
        float[] rows = new float[(size + 1) * WIDTH];
        for (int i = 0; i <= size; i++) {
            if (i < size) {
                normalisers
                        .candidate()
                        .apply(candidates.rows(), chosen[i] * CandidateSet.WIDTH, rows, i * WIDTH);
            }
            System.arraycopy(cell, 0, rows, i * WIDTH + CandidateSet.WIDTH, CELL);
        }
        return rows;
    }

    /** One row of {@link #rows}. */
    public static void row(float[] rows, int number, float[] into) {
        System.arraycopy(rows, number * WIDTH, into, 0, WIDTH);
    }

    public WaitingTask task(int choice) {
        return candidates.task(chosen[choice]);
    }

    public NodeView node(int choice) {
        return candidates.node(chosen[choice]);
    }

    public Strategy strategy(int choice) {
        return candidates.strategy(chosen[choice]);
    }

    public void place(int choice) {
        features.place(chosen[choice]);
    }
}
