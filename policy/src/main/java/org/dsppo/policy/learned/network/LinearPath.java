package org.dsppo.policy.learned.network;

import java.util.List;
import java.util.stream.IntStream;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.features.CellFeature;
import org.dsppo.policy.learned.features.KnownOptions;
import org.dsppo.policy.learned.features.NodeChoice;
import org.dsppo.policy.learned.features.Normaliser;
import org.dsppo.policy.learned.weights.NetworkShape;

/**
 * The part of the network that evolution sets: admission a = wᵀ x and priority p = vᵀ x, linear in
 * a candidate's features x. Where the policy is at home, that is for candidates of known options,
 * {@link SitePath} adds what it knows of their site and {@link OptionPath} what it knows of the
 * option.
 */
public final class LinearPath {

    private static final int HEAD = NetworkShape.LINEAR_SCORE;

    private static final List<NodeChoice> SCORED_CHOICES =
            List.of(NodeChoice.SPARING, NodeChoice.LOOSEST);

    private final float[] weights;
    private final FoldedNormaliser normaliser;
    private final float[] admissionAnywhere;
    private final float[] priorityAnywhere;
    private final SitePath[] sites;
    private final int[] siteOf;
    private final OptionPath options;

    /**
     * @param weights of a network, those of the linear path first: admission, then priority, then
     *     the choice of nodes
     * @param known options and sites with weights of their own
     * @param candidates their normaliser: folded into the weights, so that rows need no pass of
     *     their own
     */
    public LinearPath(float[] weights, KnownOptions known, Normaliser candidates) {
        this.weights = weights;
        this.normaliser = new FoldedNormaliser(candidates);
        this.admissionAnywhere = normaliser.folded(weights, 0);
        this.priorityAnywhere = normaliser.folded(weights, HEAD);
        NetworkShape shape = NetworkShape.LINEAR.withKnown(known);
        this.sites = new SitePath[known.sites()];
        for (int site = 0; site < sites.length; site++) {
            sites[site] = new SitePath(weights, shape, site, normaliser);
        }
        this.siteOf = IntStream.range(0, known.size()).map(known::site).toArray();
        this.options = new OptionPath(weights, shape, candidates);
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

    /** Another round; the cell's features are normalised. Scores take rows as they are. */
    public void begin(float[] cell) {
        for (SitePath site : sites) {
            site.begin(cell);
        }
        options.begin(cell);
    }

    /** The choice with the highest score; that of {@link NodeChoice#TIGHTEST} is 0. */
    NodeChoice choice(float[] cell) {
        NodeChoice best = NodeChoice.TIGHTEST;
        float highest = 0;
        int at = 2 * HEAD;
        for (NodeChoice each : SCORED_CHOICES) {
            float sum = weights[at++];
            for (int load = 0; load < CellFeature.LOADS; load++) {
                sum += weights[at++] * cell[load];
            }
            if (sum > highest) {
                highest = sum;
                best = each;
            }
        }
        return best;
    }

    public float admission(float[] rows, int row, int knownOption) {
        int offset = row * CandidateSet.WIDTH;
        return knownOption == KnownOptions.UNKNOWN
                ? dot(admissionAnywhere, rows, offset)
                : dot(sites[siteOf[knownOption]].admission(), rows, offset)
                        + options.admission(rows, row, knownOption);
    }

    public float priority(float[] rows, int row, int knownOption) {
        int offset = row * CandidateSet.WIDTH;
        return knownOption == KnownOptions.UNKNOWN
                ? dot(priorityAnywhere, rows, offset)
                : dot(sites[siteOf[knownOption]].priority(), rows, offset)
                        + options.priority(rows, row, knownOption);
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
