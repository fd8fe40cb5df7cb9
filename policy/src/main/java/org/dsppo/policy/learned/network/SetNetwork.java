package org.dsppo.policy.learned.network;

import java.util.Arrays;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.features.CellFeature;
import org.dsppo.policy.learned.features.CellFeatures;
import org.dsppo.policy.learned.features.ClassFeature;
import org.dsppo.policy.learned.features.NodeListener;
import org.dsppo.policy.learned.features.Normaliser;
import org.dsppo.policy.learned.weights.Block;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.PolicyArtefact;

/**
 * The deep part of the policy, for one decision at a time: DeepSets (equations 18 and 19) over
 * nodes and waiting classes, attention of a class over the pools of equal nodes, an upper level per
 * class that shifts its admission threshold, and a lower scorer shared by all candidates.
 *
 * <pre>
 * e_n = relu(N x_n)                 ψ_c = relu(C x_c)              sets as means and log counts
 * s   = [cell, mean e, log n, mean ψ, log c]
 * α_c = softmax over pools of (Q ψ_c · mean e of pool) / √width    attention
 * u_c = relu(U s + U' [ψ_c, Σ α e])                                upper level
 * h   = relu(X x + b + G u_c)       Δ = V h + v                    lower level
 * admission += Δ₀ + w · u_c         priority += Δ₁
 * </pre>
 *
 * Independent of the order and number of nodes, pools, classes and candidates.
 */
public final class SetNetwork {

    private static final int REFRESHES_PER_REBUILD = 4096;
    private static final int CELL = CellFeature.WIDTH;
    private static final int CLASS = ClassFeature.WIDTH;

    private final NetworkShape shape;
    private final float[] weights;
    private final Normaliser classNorm;
    private final PooledNodes nodes;
    private final int[] offsets = new int[Block.values().length];
    private final float[] raw = new float[CLASS];
    private final float[] z = new float[CLASS];
    private final float[] state;
    private final float[] embedding;
    private final float[] meanClass;
    private final float[] query;
    private final float[] attended;
    private final float[] upperOfCell;
    private final float[] upper;
    private final float[] hidden;

    /** The scorer's first layer with the normaliser folded in: it reads features as they are. */
    private final float[] scorer;

    private final float[] scorerBias;
    private float[] attention = new float[16];
    private float[] embeddings = new float[0];
    private float[] contexts = new float[0];
    private float[] shifts = new float[0];

    SetNetwork(PolicyArtefact artefact) {
        this.shape = artefact.shape();
        this.weights = artefact.weights();
        this.classNorm = artefact.normalisers().waitingClass();
        this.nodes =
                new PooledNodes(
                        shape, weights, artefact.normalisers().node(), REFRESHES_PER_REBUILD);
        for (Block block : Block.values()) {
            offsets[block.ordinal()] = shape.offset(block);
        }
        this.state = new float[shape.stateWidth()];
        this.embedding = new float[shape.classWidth()];
        this.meanClass = new float[shape.classWidth()];
        this.query = new float[shape.nodeWidth()];
        this.attended = new float[shape.nodeWidth()];
        this.upperOfCell = new float[shape.hidden()];
        this.upper = new float[shape.hidden()];
        this.hidden = new float[shape.hidden()];
        this.scorerBias = new float[shape.hidden()];
        this.scorer = new float[CandidateSet.WIDTH * shape.hidden()];
        fold(artefact.normalisers().candidate());
    }

    private void fold(Normaliser norm) {
        begin(scorerBias, Block.CANDIDATE_BIAS);
        int from = offsets[Block.CANDIDATE.ordinal()];
        for (int i = 0; i < scorer.length; i++) {
            int feature = i / scorerBias.length;
            scorer[i] = weights[from + i] / norm.deviation()[feature];
            scorerBias[i % scorerBias.length] -= scorer[i] * norm.mean()[feature];
        }
    }

    /** Wants to know of changed nodes. */
    NodeListener nodeListener() {
        return nodes;
    }

    /**
     * Reads the state of the cell: once for each set of candidates, before {@link #score}.
     *
     * @param cell normalised features of the cell
     */
    void read(CellFeatures features, float[] cell) {
        nodes.refresh(features);
        int classes = features.classes();
        int width = shape.classWidth();
        if (shifts.length < classes) {
            shifts = new float[2 * classes];
            embeddings = new float[2 * classes * width];
            contexts = new float[2 * classes * shape.hidden()];
        }
        int waiting = embedClasses(features, classes);
        System.arraycopy(cell, 0, state, 0, CELL);
        System.arraycopy(nodes.mean(), 0, state, CELL, shape.nodeWidth());
        int at = CELL + shape.nodeWidth();
        state[at++] = Dense.logCount(nodes.nodes());
        System.arraycopy(meanClass, 0, state, at, width);
        state[at + width] = Dense.logCount(waiting);
        begin(upperOfCell, Block.UPPER_BIAS);
        add(Block.UPPER_CELL, state, 0, upperOfCell);
        for (int i = 0; i < classes; i++) {
            if (features.waiting(i) > 0) {
                specialise(i);
            }
        }
    }

    private int embedClasses(CellFeatures features, int classes) {
        int width = shape.classWidth();
        int waiting = 0;
        Arrays.fill(meanClass, 0);
        for (int i = 0; i < classes; i++) {
            if (features.waiting(i) > 0) {
                features.classFeatures(i, raw, 0);
                classNorm.apply(raw, 0, z, 0);
                begin(embedding, Block.CLASS_BIAS);
                add(Block.CLASS, z, 0, embedding);
                Dense.relu(embedding, width);
                System.arraycopy(embedding, 0, embeddings, i * width, width);
                for (int j = 0; j < width; j++) {
                    meanClass[j] += embedding[j];
                }
                waiting++;
            }
        }
        for (int j = 0; j < width; j++) {
            meanClass[j] /= Math.max(1, waiting);
        }
        return waiting;
    }

    /** The upper level for one class. */
    private void specialise(int index) {
        int width = shape.classWidth();
        attend(index * width);
        System.arraycopy(upperOfCell, 0, upper, 0, upper.length);
        int matrix = offsets[Block.UPPER_CLASS.ordinal()];
        Dense.add(weights, matrix, upper.length, embeddings, index * width, width, upper);
        Dense.add(
                weights,
                matrix + width * upper.length,
                upper.length,
                attended,
                0,
                attended.length,
                upper);
        Dense.relu(upper, upper.length);
        shifts[index] = Dense.dot(upper, 0, weights, offsets[Block.SHIFT.ordinal()], upper.length);
        System.arraycopy(scorerBias, 0, hidden, 0, hidden.length);
        add(Block.CONTEXT, upper, 0, hidden);
        System.arraycopy(hidden, 0, contexts, index * hidden.length, hidden.length);
    }

    private void attend(int embedding) {
        int width = shape.nodeWidth();
        int pools = nodes.pools();
        float[] means = nodes.means();
        if (attention.length < pools) {
            attention = new float[2 * pools];
        }
        Arrays.fill(query, 0);
        add(Block.QUERY, embeddings, embedding, query);
        float scale = (float) (1 / Math.sqrt(width));
        float most = Float.NEGATIVE_INFINITY;
        for (int pool = 0; pool < pools; pool++) {
            attention[pool] = scale * Dense.dot(query, 0, means, pool * width, width);
            most = Math.max(most, attention[pool]);
        }
        float sum = 0;
        for (int pool = 0; pool < pools; pool++) {
            attention[pool] = (float) StrictMath.exp(attention[pool] - most);
            sum += attention[pool];
        }
        Arrays.fill(attended, 0);
        for (int pool = 0; pool < pools; pool++) {
            float share = attention[pool] / sum;
            for (int i = 0; i < width; i++) {
                attended[i] += share * means[pool * width + i];
            }
        }
    }

    /** Adds the deep part to the scores of all candidates. */
    void score(CandidateSet candidates, float[] admission, float[] priority) {
        float[] rows = candidates.rows();
        int output = offsets[Block.SCORE.ordinal()];
        int bias = offsets[Block.SCORE_BIAS.ordinal()];
        for (int i = 0; i < candidates.size(); i++) {
            int index = candidates.classIndex(i);
            System.arraycopy(contexts, index * hidden.length, hidden, 0, hidden.length);
            Dense.add(
                    scorer,
                    0,
                    hidden.length,
                    rows,
                    i * CandidateSet.WIDTH,
                    CandidateSet.WIDTH,
                    hidden);
            float first = weights[bias] + shifts[index];
            float second = weights[bias + 1];
            for (int j = 0; j < hidden.length; j++) {
                float signal = Math.max(0, hidden[j]);
                first += signal * weights[output + 2 * j];
                second += signal * weights[output + 2 * j + 1];
            }
            admission[i] += first;
            priority[i] += second;
        }
    }

    /** The value head for the state of the latest {@link #read}. */
    float value() {
        begin(hidden, Block.VALUE_BIAS);
        add(Block.VALUE, state, 0, hidden);
        Dense.relu(hidden, hidden.length);
        return weights[offsets[Block.WORTH_BIAS.ordinal()]]
                + Dense.dot(hidden, 0, weights, offsets[Block.WORTH.ordinal()], hidden.length);
    }

    private void begin(float[] into, Block bias) {
        System.arraycopy(weights, offsets[bias.ordinal()], into, 0, into.length);
    }

    private void add(Block block, float[] x, int from, float[] into) {
        Dense.add(
                weights,
                offsets[block.ordinal()],
                shape.columns(block),
                x,
                from,
                shape.rows(block),
                into);
    }
}
