package org.dsppo.policy.learned.weights;

import java.util.SplittableRandom;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.features.CellFeature;
import org.dsppo.policy.learned.features.ClassFeature;
import org.dsppo.policy.learned.features.NodeChoice;
import org.dsppo.policy.learned.features.NodeFeature;
import org.dsppo.policy.learned.features.OptionFeature;
import org.dsppo.policy.learned.features.PaperInput;

/**
 * Sizes of a network and where its weights lie in one flat array. Numbers of features are those of
 * {@link CandidateFeature}, {@link CellFeature}, {@link NodeFeature} and {@link ClassFeature}.
 *
 * @param form kind of network
 * @param nodeWidth size of a node's embedding; 0 for a set network without its deep part
 * @param classWidth size of a class's embedding; 0 likewise
 * @param hidden size of hidden layers; 0 likewise
 * @param experts how many sets of weights the linear path is mixed from, beside its own; 0 for none
 * @param optionWidth size of an option's embedding in the gate that mixes them; 0 without experts
 * @param gateHidden size of the gate's hidden layer; 0 without experts
 */
public record NetworkShape(
        NetworkForm form,
        int nodeWidth,
        int classWidth,
        int hidden,
        int experts,
        int optionWidth,
        int gateHidden) {

    /** The linear path alone. */
    public static final NetworkShape LINEAR =
            new NetworkShape(NetworkForm.SET_NETWORK, 0, 0, 0, 0, 0, 0);

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
        boolean gated = experts > 0 && optionWidth > 0 && gateHidden > 0 && !scorer;
        boolean alone = experts == 0 && optionWidth == 0 && gateHidden == 0;
        if (!gated && !alone
                || Math.max(experts, Math.max(optionWidth, gateHidden)) > LARGEST_WIDTH) {
            throw new IllegalArgumentException(
                    "experts and sizes of the gate of a %s are %d, %d and %d, expected three zeros%s"
                            .formatted(
                                    form.id(),
                                    experts,
                                    optionWidth,
                                    gateHidden,
                                    scorer ? "" : " or three of 1 to " + LARGEST_WIDTH));
        }
    }

    /** A perceptron with two hidden layers that scores candidates and waiting. */
    public static NetworkShape scorer(NetworkForm form, int hidden) {
        return new NetworkShape(form, 0, 0, hidden, 0, 0, 0);
    }

    /** The same with a set network on top. */
    public NetworkShape withDeepPart(int nodes, int classes, int hiddenLayer) {
        return new NetworkShape(
                form, nodes, classes, hiddenLayer, experts, optionWidth, gateHidden);
    }

    /** The same with experts, and a gate that mixes them. */
    public NetworkShape withExperts(int count, int options, int gate) {
        return new NetworkShape(form, nodeWidth, classWidth, hidden, count, options, gate);
    }

    /** Weights of all but the deep part. */
    public int shallowWeights() {
        int count = 0;
        for (Block block : Block.values()) {
            count += block.isDeep() ? 0 : length(block);
        }
        return count;
    }

    /** Numbers from which the gate chooses: cell features, pooled options and two counts. */
    public int gateInputs() {
        return CELL + optionWidth + 2;
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
        return new NetworkShape(NetworkForm.PAPER_SETS, 0, 0, hidden, 0, 0, 0);
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
            case EXPERT -> experts;
            case OPTION -> OptionFeature.WIDTH;
            case GATE -> gateInputs();
            case CHOICE -> gateHidden;
            default -> 1;
        };
    }

    /** Columns of a block. */
    public int columns(Block block) {
        return switch (block) {
            case LINEAR, EXPERT -> LINEAR_WEIGHTS;
            case OPTION, OPTION_BIAS -> optionWidth;
            case GATE, GATE_BIAS -> gateHidden;
            case CHOICE, CHOICE_BIAS -> experts + 1;
            case NODE, NODE_BIAS, QUERY -> nodeWidth;
            case CLASS, CLASS_BIAS -> classWidth;
            case SHIFT, WORTH, WORTH_BIAS -> 1;
            case SCORE, SCORE_BIAS -> 2;
            default -> hidden;
        };
    }

    private int length(Block block) {
        boolean there = block.isDeep() ? isDeep() : experts > 0 || !block.isConditioning();
        return there ? rows(block) * columns(block) : 0;
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
     * Weights of a network that decides as its shallow part does: hidden layers uniform with the
     * variance that keeps the scale of signals (He et al. 2015), outputs and biases zero.
     *
     * @param shallow weights of the linear path, of experts and of their gate
     */
    public float[] initialWeights(float[] shallow, long seed) {
        if (shallow.length != shallowWeights()) {
            throw new IllegalArgumentException(
                    "%d weights of all but the deep part, expected %d"
                            .formatted(shallow.length, shallowWeights()));
        }
        float[] weights = new float[weightCount()];
        System.arraycopy(shallow, 0, weights, 0, shallow.length);
        if (isDeep()) {
            SplittableRandom random = new SplittableRandom(seed);
            for (Block block : Block.values()) {
                boolean matrix = block.isDeep() && rows(block) > 1;
                if (matrix && !block.isDecisionOutput() && block != Block.WORTH) {
                    fill(weights, block, random);
                }
            }
        }
        return weights;
    }

    /**
     * Fills the layers of a gate, so that it chooses no expert anywhere: as {@link
     * #initialWeights}, but the choice, whose weights stay zero and whose bias is for none.
     */
    public void beginGate(float[] weights, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        fill(weights, Block.OPTION, random);
        fill(weights, Block.GATE, random);
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
