package org.dsppo.policy.learned.network;

import java.util.Arrays;
import java.util.List;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.features.CellFeature;
import org.dsppo.policy.learned.features.NodeChoice;
import org.dsppo.policy.learned.features.Normaliser;
import org.dsppo.policy.learned.weights.Block;
import org.dsppo.policy.learned.weights.NetworkShape;

/**
 * The part of the network that evolution sets: admission a = wᵀ x and priority p = vᵀ x, linear in
 * a candidate's features x. The weights are those of the path itself and, by shares that a {@link
 * SiteGate} gives, what experts add to them: w = w₀ + Σ g_k Δ_k.
 */
public final class LinearPath {

    private static final int HEAD = NetworkShape.LINEAR_SCORE;

    private static final List<NodeChoice> SCORED_CHOICES =
            List.of(NodeChoice.SPARING, NodeChoice.LOOSEST);

    private final float[] own;
    private final float[][] experts;
    private final float[] mixed;

    /**
     * @param weights of a network
     * @param candidates their normaliser: folded into the weights, so that rows need no pass of
     *     their own
     */
    public LinearPath(NetworkShape shape, float[] weights, Normaliser candidates) {
        FoldedNormaliser normaliser = new FoldedNormaliser(candidates);
        this.own = folded(weights, shape.offset(Block.LINEAR), normaliser);
        this.experts = new float[shape.experts()][];
        for (int i = 0; i < experts.length; i++) {
            int from = shape.offset(Block.EXPERT) + i * own.length;
            experts[i] = folded(weights, from, normaliser);
        }
        this.mixed = own.clone();
    }

    private static float[] folded(float[] weights, int from, FoldedNormaliser normaliser) {
        float[] copy = Arrays.copyOfRange(weights, from, from + NetworkShape.LINEAR_WEIGHTS);
        normaliser.fold(copy, 0);
        normaliser.fold(copy, HEAD);
        return copy;
    }

    /** Position of a weight, for who sets one by its feature. */
    public static int position(boolean ofPriority, CandidateFeature feature) {
        return (ofPriority ? HEAD : 0) + feature.ordinal();
    }

    /** Weights of a network that admits everything and ranks it by a single feature. */
    public static float[] rankedBy(CandidateFeature feature, float weight, NetworkShape shape) {
        float[] weights = new float[shape.weightCount()];
        weights[position(false, CandidateFeature.ONE)] = 1;
        weights[position(true, feature)] = weight;
        return weights;
    }

    /**
     * Another round.
     *
     * @param shares of the path as it is, which counts in full anyway, and of each expert; null
     *     where there is none
     */
    public void begin(float[] shares) {
        if (experts.length == 0) {
            return;
        }
        System.arraycopy(own, 0, mixed, 0, own.length);
        for (int expert = 0; expert < experts.length; expert++) {
            float share = shares[expert + 1];
            if (share != 0) {
                float[] more = experts[expert];
                for (int i = 0; i < mixed.length; i++) {
                    mixed[i] += share * more[i];
                }
            }
        }
    }

    /** The choice with the highest score; that of {@link NodeChoice#TIGHTEST} is 0. */
    NodeChoice choice(float[] cell) {
        NodeChoice best = NodeChoice.TIGHTEST;
        float highest = 0;
        int at = 2 * HEAD;
        for (NodeChoice each : SCORED_CHOICES) {
            float sum = mixed[at++];
            for (int load = 0; load < CellFeature.LOADS; load++) {
                sum += mixed[at++] * cell[load];
            }
            if (sum > highest) {
                highest = sum;
                best = each;
            }
        }
        return best;
    }

    /** Score of a row of features as they are. */
    public float admission(float[] rows, int row) {
        return dot(mixed, 0, rows, row * CandidateSet.WIDTH);
    }

    /** The same for priority. */
    public float priority(float[] rows, int row) {
        return dot(mixed, HEAD, rows, row * CandidateSet.WIDTH);
    }

    /** Four sums side by side, which a processor adds at the same time. */
    private static float dot(float[] weights, int from, float[] x, int offset) {
        float even = 0;
        float odd = 0;
        float third = 0;
        float fourth = 0;
        for (int i = 0; i < CandidateSet.WIDTH; i += 4) {
            even += weights[from + i] * x[offset + i];
            odd += weights[from + i + 1] * x[offset + i + 1];
            third += weights[from + i + 2] * x[offset + i + 2];
            fourth += weights[from + i + 3] * x[offset + i + 3];
        }
        return (even + odd) + (third + fourth);
    }
}
