package org.dsppo.policy.learned.network;

import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.features.CellFeature;
import org.dsppo.policy.learned.features.Normaliser;
import org.dsppo.policy.learned.weights.Block;
import org.dsppo.policy.learned.weights.NetworkShape;

/**
 * What a known option adds to the scores of its candidates: for each of the two scores uᵀ x + vᵀ l,
 * x being the candidate's {@link CandidateFeature#OPTION_DEPENDENT} features and l the cell's
 * loads, with u and v of the option. The load's part is worked out once per round and option.
 */
public final class OptionPath {

    public static final int[] POSITIONS =
            CandidateFeature.positions(CandidateFeature.OPTION_DEPENDENT);

    private static final int SCORE = NetworkShape.KNOWN_OPTION_SCORE;

    private final float[] weights;
    private final int from;
    private final float[] scaled;
    private final float[] constant;
    private final float[] ofRound;
    private final long[] madeIn;
    private final float[] loads = new float[CellFeature.LOADS];
    private long round;

    /**
     * @param weights of a network
     * @param shape of its linear part
     * @param normaliser of candidates: folded into the weights
     */
    OptionPath(float[] weights, NetworkShape shape, Normaliser normaliser) {
        int options = shape.knownOptions();
        this.weights = weights;
        this.from = shape.offset(Block.KNOWN_OPTION);
        this.scaled = new float[2 * options * POSITIONS.length];
        this.constant = new float[2 * options];
        this.ofRound = new float[2 * options];
        this.madeIn = new long[2 * options];
        for (int score = 0; score < constant.length; score++) {
            for (int i = 0; i < POSITIONS.length; i++) {
                float weight = weights[offset(score) + i] / normaliser.deviation()[POSITIONS[i]];
                scaled[score * POSITIONS.length + i] = weight;
                constant[score] -= weight * normaliser.mean()[POSITIONS[i]];
            }
        }
    }

    private int offset(int score) {
        return from + score * SCORE;
    }

    /** Another round; the cell's features are normalised. */
    void begin(float[] cell) {
        System.arraycopy(cell, 0, loads, 0, loads.length);
        round++;
    }

    float admission(float[] rows, int row, int option) {
        return score(rows, row, 2 * option);
    }

    float priority(float[] rows, int row, int option) {
        return score(rows, row, 2 * option + 1);
    }

    private float score(float[] rows, int row, int score) {
        if (madeIn[score] != round) {
            madeIn[score] = round;
            ofRound[score] = constant[score];
            int at = offset(score) + POSITIONS.length;
            for (int load = 0; load < loads.length; load++) {
                ofRound[score] += weights[at + load] * loads[load];
            }
        }
        float sum = ofRound[score];
        int from = row * CandidateSet.WIDTH;
        int at = score * POSITIONS.length;
        for (int i = 0; i < POSITIONS.length; i++) {
            sum += scaled[at + i] * rows[from + POSITIONS[i]];
        }
        return sum;
    }
}
