package org.dsppo.policy.learned.weights;

import java.util.SplittableRandom;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.features.CellFeature;
import org.dsppo.policy.learned.features.ClassFeature;
import org.dsppo.policy.learned.features.KnownOptions;
import org.dsppo.policy.learned.features.NodeChoice;
import org.dsppo.policy.learned.features.NodeFeature;
import org.dsppo.policy.learned.features.PaperInput;

/**
 * Sizes of a network and where its weights lie in one flat array. Numbers of features are those of
 * {@link CandidateFeature}, {@link CellFeature}, {@link NodeFeature} and {@link ClassFeature}.
 *
 * @param form kind of network
 * @param nodeWidth size of a node's embedding; 0 for a set network without its deep part
 * @param classWidth size of a class's embedding; 0 likewise
 * @param hidden size of hidden layers; 0 likewise
 * @param knownSites number of sites with weights of their own
 * @param knownOptions number of options with weights of their own
 */
public record NetworkShape(
        NetworkForm form,
        int nodeWidth,
        int classWidth,
        int hidden,
        int knownSites,
        int knownOptions) {

    /** The linear path alone. */
    public static final NetworkShape LINEAR =
            new NetworkShape(NetworkForm.SET_NETWORK, 0, 0, 0, 0, 0);

    private static final int CELL = CellFeature.WIDTH;

    /**
     * Weights of one of the linear path's two scores, admission and priority: one for each
     * candidate feature.
     */
    public static final int LINEAR_SCORE = CandidateSet.WIDTH;

    /**
     * Weights of the linear path: admission, priority, and the choices of nodes, each of which but
     * the first has a constant and one weight for each load.
     */
    public static final int LINEAR_WEIGHTS =
            2 * LINEAR_SCORE + (NodeChoice.values().length - 1) * (1 + CellFeature.LOADS);

    /**
     * Weights of a known site in one score: what is added to that of each candidate feature, and
     * how much for each load on those that shift.
     */
    public static final int KNOWN_SITE_SCORE =
            LINEAR_SCORE + CandidateFeature.LOAD_DEPENDENT.size() * CellFeature.LOADS;

    /** Weights of a known site, admission and then priority. */
    public static final int KNOWN_SITE_WEIGHTS = 2 * KNOWN_SITE_SCORE;

    /** Weights of a known option in one score: what {@link #KNOWN_OPTION_WEIGHTS} is twice. */
    public static final int KNOWN_OPTION_SCORE =
            CandidateFeature.OPTION_DEPENDENT.size() + CellFeature.LOADS;

    /**
     * Weights of a known option, admission and then priority: one for each of {@link
     * CandidateFeature#OPTION_DEPENDENT} and for each load.
     */
    public static final int KNOWN_OPTION_WEIGHTS = 2 * KNOWN_OPTION_SCORE;

    /** Sizes above this are no sizes of ours. */
    private static final int LARGEST_WIDTH = 1024;

    public NetworkShape {
        boolean scorer = form != NetworkForm.SET_NETWORK;
        boolean deep = nodeWidth > 0 && classWidth > 0 && hidden > 0;
        boolean absent = nodeWidth == 0 && classWidth == 0 && hidden == 0;
        boolean fits = scorer ? nodeWidth == 0 && classWidth == 0 && hidden > 0 : deep || absent;
        if (!fits || Math.max(hidden, Math.max(nodeWidth, classWidth)) > LARGEST_WIDTH) {
            throw new IllegalArgumentException(
                    "sizes of a %s are %d, %d and %d, expected %s of 1 to %d"
                            .formatted(
                                    form.id(),
                                    nodeWidth,
                                    classWidth,
                                    hidden,
                                    scorer ? "0, 0 and one" : "three zeros or three",
                                    LARGEST_WIDTH));
        }
        boolean none = knownOptions == 0 && knownSites == 0;
        boolean some = knownSites > 0 && knownOptions >= knownSites && !scorer;
        if (!none && !some) {
            throw new IllegalArgumentException(
                    "known options of a %s are %d of %d sites, expected none%s"
                            .formatted(
                                    form.id(),
                                    knownOptions,
                                    knownSites,
                                    scorer ? "" : " or at least one of each"));
        }
    }

    /** A linear path with a set network on top. */
    public static NetworkShape deep(int nodeWidth, int classWidth, int hidden) {
        return new NetworkShape(NetworkForm.SET_NETWORK, nodeWidth, classWidth, hidden, 0, 0);
    }

    /** A perceptron with two hidden layers that scores candidates and waiting. */
    public static NetworkShape scorer(NetworkForm form, int hidden) {
        return new NetworkShape(form, 0, 0, hidden, 0, 0);
    }

    /** The same with weights for other known options and their sites. */
    public NetworkShape withKnown(KnownOptions known) {
        return new NetworkShape(form, nodeWidth, classWidth, hidden, known.sites(), known.size());
    }

    /** Weights that are linear: those of the linear path, of known sites and of known options. */
    public int linearWeights() {
        return LINEAR_WEIGHTS + length(Block.KNOWN_SITE) + length(Block.KNOWN_OPTION);
    }

    /** True if a set network has more than its linear path. */
    public boolean isDeep() {
        return nodeWidth > 0;
    }

    /** Numbers that describe a whole cell: its features, mean and log count of both sets. */
    public int stateWidth() {
        return CELL + nodeWidth + 1 + classWidth + 1;
    }

    /** The paper's network. */
    public static NetworkShape paper(int hidden) {
        return new NetworkShape(NetworkForm.PAPER_SETS, 0, 0, hidden, 0, 0);
    }

    /** Numbers that a scorer reads: of the candidate and of the cell. */
    public int scorerInputs() {
        return CandidateSet.WIDTH + CELL;
    }

    /** Rows of a block; 1 for biases. */
    public int rows(Block block) {
        return switch (block) {
            case NODE -> NodeFeature.WIDTH;
            case CLASS -> ClassFeature.WIDTH;
            case QUERY -> classWidth;
            case UPPER_CELL, VALUE -> stateWidth();
            case UPPER_CLASS -> classWidth + nodeWidth;
            case CONTEXT, SHIFT, SCORE, WORTH -> hidden;
            case CANDIDATE -> CandidateSet.WIDTH;
            case KNOWN_SITE -> knownSites;
            case KNOWN_OPTION -> knownOptions;
            default -> 1;
        };
    }

    /** Columns of a block. */
    public int columns(Block block) {
        return switch (block) {
            case LINEAR -> LINEAR_WEIGHTS;
            case KNOWN_SITE -> KNOWN_SITE_WEIGHTS;
            case KNOWN_OPTION -> KNOWN_OPTION_WEIGHTS;
            case NODE, NODE_BIAS, QUERY -> nodeWidth;
            case CLASS, CLASS_BIAS -> classWidth;
            case SHIFT, WORTH, WORTH_BIAS -> 1;
            case SCORE, SCORE_BIAS -> 2;
            default -> hidden;
        };
    }

    private int length(Block block) {
        return block.isLinear() || isDeep() ? rows(block) * columns(block) : 0;
    }

    /** Where a block begins. */
    public int offset(Block block) {
        int offset = 0;
        for (Block each : Block.values()) {
            if (each == block) {
                return offset;
            }
            offset += length(each);
        }
        throw new IllegalStateException("no block " + block);
    }

    /**
     * Where the weights of a known site in one score begin.
     *
     * @param score 0 for admission, 1 for priority
     */
    public int offsetOfSite(int site, int score) {
        return offset(Block.KNOWN_SITE) + site * KNOWN_SITE_WEIGHTS + score * KNOWN_SITE_SCORE;
    }

    /**
     * Where the weights of a known option in one score begin.
     *
     * @param score 0 for admission, 1 for priority
     */
    public int offsetOfOption(int option, int score) {
        return offset(Block.KNOWN_OPTION)
                + option * KNOWN_OPTION_WEIGHTS
                + score * KNOWN_OPTION_SCORE;
    }

    /** Number of all weights. */
    public int weightCount() {
        if (form == NetworkForm.PAPER_SETS) {
            return paperWeightCount();
        }
        if (form != NetworkForm.SET_NETWORK) {
            return (scorerInputs() + 1) * hidden + (hidden + 1) * hidden + hidden + 1;
        }
        int count = 0;
        for (Block block : Block.values()) {
            count += length(block);
        }
        return count;
    }

    /** Layer by layer: φ of nodes and tasks, query, ρ, then two layers each of π and V. */
    private int paperWeightCount() {
        int embeddings = PaperInput.NODE + PaperInput.TASK + 2 + hidden + 1 + 2 * hidden + 1;
        int choice = 3 * hidden + PaperInput.CHOICE + 2;
        int value = hidden + 1;
        return (embeddings + choice + value) * hidden + 2 * (hidden + 1);
    }

    /**
     * Weights of a set network that decides as its linear path does: hidden layers uniform with the
     * variance that keeps the scale of signals (He et al. 2015), outputs and biases zero.
     *
     * @param linear weights of the linear path, of known sites and of known options
     */
    public float[] initialWeights(float[] linear, long seed) {
        if (linear.length != linearWeights()) {
            throw new IllegalArgumentException(
                    "linear path has %d weights, expected %d"
                            .formatted(linear.length, linearWeights()));
        }
        float[] weights = new float[weightCount()];
        System.arraycopy(linear, 0, weights, 0, linear.length);
        if (isDeep()) {
            SplittableRandom random = new SplittableRandom(seed);
            for (Block block : Block.values()) {
                boolean matrix = !block.isLinear() && rows(block) > 1;
                if (matrix && !block.isDecisionOutput() && block != Block.WORTH) {
                    fill(weights, block, random);
                }
            }
        }
        return weights;
    }

    private void fill(float[] weights, Block block, SplittableRandom random) {
        double limit = Math.sqrt(6.0 / rows(block));
        int from = offset(block);
        for (int i = from; i < from + length(block); i++) {
            weights[i] = (float) (limit * (2 * random.nextDouble() - 1));
        }
    }

    /** True if these weights decide as their linear path alone. */
    public boolean decidesLinearly(float[] weights) {
        if (isDeep()) {
            for (Block block : Block.values()) {
                for (int i = 0; block.isDecisionOutput() && i < length(block); i++) {
                    if (weights[offset(block) + i] != 0) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
