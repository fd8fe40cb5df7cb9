package org.dsppo.policy.deepsets;

import java.util.List;
import org.dsppo.policy.features.CandidateSet;
import org.dsppo.policy.features.FeatureSchema;
import org.dsppo.policy.features.KnownOptions;
import org.dsppo.policy.features.NodeChoice;
import org.dsppo.policy.features.Normaliser;
import org.dsppo.policy.weights.NetworkShape;

/**
 * The part of the network that evolution sets: admission a = wᵀ x and priority p = vᵀ x, linear in
 * a candidate's features x. Where the policy is at home, that is for candidates of known options,
 * weights shift with the load features l, to w + M l and v + N l, M and N having rows for {@link
 * FeatureSchema#LOAD_DEPENDENT} only, and {@link OptionPath} adds what it knows of the option.
 * Shifts that were learned at one site did more harm than good at others, hence nothing of them
 * there. The shifted weights are worked out once per round.
 */
public final class LinearPath {

    private static final List<String> SHIFTED = FeatureSchema.LOAD_DEPENDENT;
    private static final int[] POSITIONS =
            SHIFTED.stream().mapToInt(FeatureSchema::candidate).toArray();
    private static final int HEAD = NetworkShape.LINEAR_SCORE;

    private static final List<NodeChoice> SCORED_CHOICES =
            List.of(NodeChoice.SPARING, NodeChoice.LOOSEST);

    private static final int ONE = FeatureSchema.candidate("one");

    private final float[] weights;
    private final OptionPath options;
    private final Normaliser normaliser;
    private final float[] perDeviation = new float[CandidateSet.WIDTH];
    private final float[] admissionAnywhere = new float[CandidateSet.WIDTH];
    private final float[] priorityAnywhere = new float[CandidateSet.WIDTH];
    private final float[] admissionAtHome = new float[CandidateSet.WIDTH];
    private final float[] priorityAtHome = new float[CandidateSet.WIDTH];

    /**
     * @param weights of a network, those of the linear path first: admission, then priority, of
     *     each w, then M by rows; then the choice of nodes
     * @param knownOptions how many options have weights of their own
     * @param normaliser of candidates: folded into the weights, so that rows need no pass of their
     *     own
     */
    LinearPath(float[] weights, int knownOptions, Normaliser normaliser) {
        this.normaliser = normaliser;
        for (int i = 0; i < perDeviation.length; i++) {
            perDeviation[i] = 1 / normaliser.deviation()[i];
        }
        this.weights = weights;
        this.options = new OptionPath(weights, knownOptions, normaliser);
        System.arraycopy(weights, 0, admissionAnywhere, 0, CandidateSet.WIDTH);
        System.arraycopy(weights, HEAD, priorityAnywhere, 0, CandidateSet.WIDTH);
        foldNormaliser(admissionAnywhere);
        foldNormaliser(priorityAnywhere);
    }

    /** Position of a weight, for who sets one by name. */
    public static int position(boolean ofPriority, String feature) {
        return (ofPriority ? HEAD : 0) + FeatureSchema.candidate(feature);
    }

    /** Shifts the weights; the cell's features are normalised. Scores take rows as they are. */
    void begin(float[] cell) {
        shift(cell, 0, admissionAtHome);
        shift(cell, HEAD, priorityAtHome);
        options.begin(cell);
    }

    private void shift(float[] cell, int from, float[] into) {
        System.arraycopy(weights, from, into, 0, CandidateSet.WIDTH);
        int at = from + CandidateSet.WIDTH;
        for (int position : POSITIONS) {
            float sum = 0;
            for (int load = 0; load < FeatureSchema.LOADS; load++) {
                sum += weights[at++] * cell[load];
            }
            into[position] += sum;
        }
        foldNormaliser(into);
    }

    private void foldNormaliser(float[] into) {
        float shift = 0;
        for (int i = 0; i < into.length; i++) {
            into[i] *= perDeviation[i];
            shift += into[i] * normaliser.mean()[i];
        }
        into[ONE] -= shift;
    }

    /** The choice with the highest score; that of {@link NodeChoice#TIGHTEST} is 0. */
    NodeChoice choice(float[] cell) {
        NodeChoice best = NodeChoice.TIGHTEST;
        float highest = 0;
        int at = 2 * HEAD;
        for (NodeChoice each : SCORED_CHOICES) {
            float sum = weights[at++];
            for (int load = 0; load < FeatureSchema.LOADS; load++) {
                sum += weights[at++] * cell[load];
            }
            if (sum > highest) {
                highest = sum;
                best = each;
            }
        }
        return best;
    }

    float admission(float[] rows, int row, int knownOption) {
        int offset = row * CandidateSet.WIDTH;
        return knownOption == KnownOptions.UNKNOWN
                ? dot(admissionAnywhere, rows, offset)
                : dot(admissionAtHome, rows, offset) + options.admission(rows, row, knownOption);
    }

    float priority(float[] rows, int row, int knownOption) {
        int offset = row * CandidateSet.WIDTH;
        return knownOption == KnownOptions.UNKNOWN
                ? dot(priorityAnywhere, rows, offset)
                : dot(priorityAtHome, rows, offset) + options.priority(rows, row, knownOption);
    }

    /** Four sums side by side, which a processor adds at the same time. */
    private static float dot(float[] weights, float[] x, int offset) {
        float even = 0;
        float odd = 0;
        float third = 0;
        float fourth = 0;
        for (int i = 0; i < CandidateSet.WIDTH; i += 4) {
            even += weights[i] * x[offset + i];
            odd += weights[i + 1] * x[offset + i + 1];
            third += weights[i + 2] * x[offset + i + 2];
            fourth += weights[i + 3] * x[offset + i + 3];
        }
        return (even + odd) + (third + fourth);
    }
}
