package org.dsppo.policy.training.network;

import org.dsppo.policy.learned.network.Dense;
import org.dsppo.policy.learned.network.LinearPath;
import org.dsppo.policy.learned.network.SetNetwork;
import org.dsppo.policy.learned.weights.Block;
import org.dsppo.policy.learned.weights.NetworkForm;
import org.dsppo.policy.learned.weights.NetworkShape;

/**
 * The network of {@link SetNetwork} and {@link LinearPath} for many decisions at once, with
 * gradients. Derivatives are worked out by hand, layer by layer backwards; names of arrays begin
 * with d where they hold the derivative of the loss.
 */
public final class MinibatchNetwork {

    private final NetworkShape shape;
    private final MatrixProducts products;
    private final int nodeWidth;
    private final int classWidth;
    private final int hidden;
    private final LinearBatch linear;
    private final PoolAttention attention;
    private float[] weights;
    private Minibatch batch;

    private float[] nodeEmbedding;
    private float[] classEmbedding;
    private float[] poolMean;
    private float[] state;
    private float[] ofClass;
    private float[] upper;
    private float[] scorer;
    private float[] valueHidden;
    private float[] admission;
    private float[] priority;
    private float[] value;

    /**
     * @param shape of a set network
     * @param products does the matrix products
     */
    public MinibatchNetwork(NetworkShape shape, MatrixProducts products) {
        if (shape.form() != NetworkForm.SET_NETWORK) {
            throw new IllegalArgumentException(
                    "network is %s, expected a set network".formatted(shape));
        }
        this.shape = shape;
        this.linear = new LinearBatch(shape);
        this.products = products;
        this.nodeWidth = shape.nodeWidth();
        this.classWidth = shape.classWidth();
        this.hidden = shape.hidden();
        this.attention = new PoolAttention(nodeWidth);
    }

    /** Scores all candidates of a minibatch and the value of each decision's state. */
    public void forward(float[] weights, Minibatch batch) {
        this.weights = weights;
        this.batch = batch;
        admission = new float[batch.candidates];
        priority = new float[batch.candidates];
        value = new float[batch.decisions];
        linear.forward(weights, batch, admission, priority);
        if (shape.isDeep()) {
            readSets();
            readState();
            specialise();
            score();
            estimate();
        }
    }

    /** Admission scores of the candidates. */
    public float[] admission() {
        return admission;
    }

    /** Priority scores of the candidates. */
    public float[] priority() {
        return priority;
    }

    /** Values of the decisions' states. */
    public float[] value() {
        return value;
    }

    private void readSets() {
        nodeEmbedding = layer(batch.node, batch.nodes, Block.NODE, Block.NODE_BIAS);
        relu(nodeEmbedding);
        classEmbedding = layer(batch.waitingClass, batch.classes, Block.CLASS, Block.CLASS_BIAS);
        relu(classEmbedding);
        poolMean = new float[batch.pools * nodeWidth];
        for (int node = 0; node < batch.nodes; node++) {
            int pool = batch.poolOfNode[node];
            float share = 1f / batch.nodesOfPool[pool];
            for (int i = 0; i < nodeWidth; i++) {
                poolMean[pool * nodeWidth + i] += share * nodeEmbedding[node * nodeWidth + i];
            }
        }
        float[] query = new float[batch.classes * nodeWidth];
        product(classEmbedding, batch.classes, Block.QUERY, query);
        float[] attended = attention.forward(batch, query, poolMean);
        ofClass = joined(classEmbedding, classWidth, attended, nodeWidth, batch.classes);
    }

    private void readState() {
        int width = shape.stateWidth();
        state = new float[batch.decisions * width];
        for (int d = 0; d < batch.decisions; d++) {
            int at = d * width;
            System.arraycopy(batch.cell, d * Minibatch.CELL, state, at, Minibatch.CELL);
            at += Minibatch.CELL;
            mean(nodeEmbedding, nodeWidth, batch.firstNode, d, at);
            at += nodeWidth;
            state[at++] = Dense.logCount(batch.firstNode[d + 1] - batch.firstNode[d]);
            mean(classEmbedding, classWidth, batch.firstClass, d, at);
            at += classWidth;
            state[at] = Dense.logCount(batch.firstClass[d + 1] - batch.firstClass[d]);
        }
    }

    private void mean(float[] of, int width, int[] first, int d, int at) {
        float share = 1f / Math.max(1, first[d + 1] - first[d]);
        for (int row = first[d]; row < first[d + 1]; row++) {
            for (int i = 0; i < width; i++) {
                state[at + i] += share * of[row * width + i];
            }
        }
    }

    private void specialise() {
        float[] ofCell = layer(state, batch.decisions, Block.UPPER_CELL, Block.UPPER_BIAS);
        upper = new float[batch.classes * hidden];
        for (int c = 0; c < batch.classes; c++) {
            System.arraycopy(ofCell, batch.decisionOfClass[c] * hidden, upper, c * hidden, hidden);
        }
        product(ofClass, batch.classes, Block.UPPER_CLASS, upper);
        relu(upper);
    }

    private void score() {
        float[] context = new float[batch.classes * hidden];
        product(upper, batch.classes, Block.CONTEXT, context);
        float[] shift = new float[batch.classes];
        product(upper, batch.classes, Block.SHIFT, shift);
        scorer = layer(batch.candidate, batch.candidates, Block.CANDIDATE, Block.CANDIDATE_BIAS);
        for (int i = 0; i < batch.candidates; i++) {
            int from = batch.classOfCandidate[i] * hidden;
            for (int j = 0; j < hidden; j++) {
                scorer[i * hidden + j] += context[from + j];
            }
        }
        relu(scorer);
        float[] scores = layer(scorer, batch.candidates, Block.SCORE, Block.SCORE_BIAS);
        for (int i = 0; i < batch.candidates; i++) {
            admission[i] += scores[2 * i] + shift[batch.classOfCandidate[i]];
            priority[i] += scores[2 * i + 1];
        }
    }

    private void estimate() {
        valueHidden = layer(state, batch.decisions, Block.VALUE, Block.VALUE_BIAS);
        relu(valueHidden);
        value = layer(valueHidden, batch.decisions, Block.WORTH, Block.WORTH_BIAS);
    }

    /**
     * Works out the gradient of a loss for the minibatch of the latest {@link #forward}.
     *
     * @param dAdmission derivative of the loss by each admission score
     * @param dPriority likewise by priority
     * @param dValue likewise by the value of each decision
     * @return derivative by each weight
     */
    public float[] backward(float[] dAdmission, float[] dPriority, float[] dValue) {
        float[] gradient = new float[shape.weightCount()];
        linear.backward(batch, dAdmission, dPriority, gradient);
        if (shape.isDeep()) {
            float[] dState = estimateBack(dValue, gradient);
            float[] dUpper = scoreBack(dAdmission, dPriority, gradient);
            float[] dOfClass = specialiseBack(dUpper, dState, gradient);
            setsBack(dOfClass, dState, gradient);
        }
        return gradient;
    }

    private float[] estimateBack(float[] dValue, float[] gradient) {
        int rows = batch.decisions;
        float[] dHidden =
                layerBack(valueHidden, rows, dValue, Block.WORTH, Block.WORTH_BIAS, gradient);
        reluBack(valueHidden, dHidden);
        return layerBack(state, rows, dHidden, Block.VALUE, Block.VALUE_BIAS, gradient);
    }

    private float[] scoreBack(float[] dAdmission, float[] dPriority, float[] gradient) {
        float[] dScores = new float[2 * batch.candidates];
        float[] dShift = new float[batch.classes];
        for (int i = 0; i < batch.candidates; i++) {
            dScores[2 * i] = dAdmission[i];
            dScores[2 * i + 1] = dPriority[i];
            dShift[batch.classOfCandidate[i]] += dAdmission[i];
        }
        float[] dScorer =
                layerBack(
                        scorer, batch.candidates, dScores, Block.SCORE, Block.SCORE_BIAS, gradient);
        reluBack(scorer, dScorer);
        weightsBack(batch.candidate, batch.candidates, dScorer, Block.CANDIDATE, gradient);
        biasBack(dScorer, batch.candidates, Block.CANDIDATE_BIAS, gradient);
        float[] dContext = new float[batch.classes * hidden];
        for (int i = 0; i < batch.candidates; i++) {
            int to = batch.classOfCandidate[i] * hidden;
            for (int j = 0; j < hidden; j++) {
                dContext[to + j] += dScorer[i * hidden + j];
            }
        }
        weightsBack(upper, batch.classes, dContext, Block.CONTEXT, gradient);
        weightsBack(upper, batch.classes, dShift, Block.SHIFT, gradient);
        float[] dUpper = new float[batch.classes * hidden];
        inputsBack(dContext, batch.classes, Block.CONTEXT, dUpper);
        inputsBack(dShift, batch.classes, Block.SHIFT, dUpper);
        reluBack(upper, dUpper);
        return dUpper;
    }

    private float[] specialiseBack(float[] dUpper, float[] dState, float[] gradient) {
        weightsBack(ofClass, batch.classes, dUpper, Block.UPPER_CLASS, gradient);
        float[] dOfClass = new float[ofClass.length];
        inputsBack(dUpper, batch.classes, Block.UPPER_CLASS, dOfClass);
        float[] dOfCell = new float[batch.decisions * hidden];
        for (int c = 0; c < batch.classes; c++) {
            int to = batch.decisionOfClass[c] * hidden;
            for (int j = 0; j < hidden; j++) {
                dOfCell[to + j] += dUpper[c * hidden + j];
            }
        }
        weightsBack(state, batch.decisions, dOfCell, Block.UPPER_CELL, gradient);
        biasBack(dOfCell, batch.decisions, Block.UPPER_BIAS, gradient);
        inputsBack(dOfCell, batch.decisions, Block.UPPER_CELL, dState);
        return dOfClass;
    }

    private void setsBack(float[] dOfClass, float[] dState, float[] gradient) {
        int width = shape.stateWidth();
        float[] dClass = part(dOfClass, batch.classes, 0, classWidth);
        float[] dAttended = part(dOfClass, batch.classes, classWidth, nodeWidth);
        float[] dPoolMean = new float[batch.pools * nodeWidth];
        float[] dQuery = attention.backward(batch, dAttended, dPoolMean);
        weightsBack(classEmbedding, batch.classes, dQuery, Block.QUERY, gradient);
        inputsBack(dQuery, batch.classes, Block.QUERY, dClass);
        float[] dNode = new float[batch.nodes * nodeWidth];
        for (int node = 0; node < batch.nodes; node++) {
            int pool = batch.poolOfNode[node];
            float share = 1f / batch.nodesOfPool[pool];
            for (int i = 0; i < nodeWidth; i++) {
                dNode[node * nodeWidth + i] += share * dPoolMean[pool * nodeWidth + i];
            }
        }
        for (int d = 0; d < batch.decisions; d++) {
            int at = d * width + Minibatch.CELL;
            meanBack(dState, at, dNode, nodeWidth, batch.firstNode, d);
            meanBack(dState, at + nodeWidth + 1, dClass, classWidth, batch.firstClass, d);
        }
        reluBack(nodeEmbedding, dNode);
        weightsBack(batch.node, batch.nodes, dNode, Block.NODE, gradient);
        biasBack(dNode, batch.nodes, Block.NODE_BIAS, gradient);
        reluBack(classEmbedding, dClass);
        weightsBack(batch.waitingClass, batch.classes, dClass, Block.CLASS, gradient);
        biasBack(dClass, batch.classes, Block.CLASS_BIAS, gradient);
    }

    private static void meanBack(
            float[] dState, int at, float[] dRows, int width, int[] first, int d) {
        float share = 1f / Math.max(1, first[d + 1] - first[d]);
        for (int row = first[d]; row < first[d + 1]; row++) {
            for (int i = 0; i < width; i++) {
                dRows[row * width + i] += share * dState[at + i];
            }
        }
    }

    private float[] layer(float[] x, int rows, Block matrix, Block bias) {
        int columns = shape.columns(matrix);
        float[] out = new float[rows * columns];
        int from = shape.offset(bias);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(weights, from, out, row * columns, columns);
        }
        product(x, rows, matrix, out);
        return out;
    }

    private void product(float[] x, int rows, Block matrix, float[] out) {
        products.add(
                x,
                rows,
                shape.rows(matrix),
                weights,
                shape.offset(matrix),
                shape.columns(matrix),
                out);
    }

    private float[] layerBack(
            float[] x, int rows, float[] dOut, Block matrix, Block bias, float[] gradient) {
        weightsBack(x, rows, dOut, matrix, gradient);
        biasBack(dOut, rows, bias, gradient);
        float[] dX = new float[rows * shape.rows(matrix)];
        inputsBack(dOut, rows, matrix, dX);
        return dX;
    }

    private void weightsBack(float[] x, int rows, float[] dOut, Block matrix, float[] gradient) {
        products.addTransposedLeft(
                x,
                rows,
                shape.rows(matrix),
                dOut,
                shape.columns(matrix),
                gradient,
                shape.offset(matrix));
    }

    private void biasBack(float[] dOut, int rows, Block bias, float[] gradient) {
        int columns = shape.columns(bias);
        int to = shape.offset(bias);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < columns; i++) {
                gradient[to + i] += dOut[row * columns + i];
            }
        }
    }

    private void inputsBack(float[] dOut, int rows, Block matrix, float[] dX) {
        products.addTransposedRight(
                dOut,
                rows,
                shape.columns(matrix),
                weights,
                shape.offset(matrix),
                shape.rows(matrix),
                dX);
    }

    private static void relu(float[] x) {
        Dense.relu(x, x.length);
    }

    private static void reluBack(float[] out, float[] dOut) {
        for (int i = 0; i < out.length; i++) {
            if (out[i] <= 0) {
                dOut[i] = 0;
            }
        }
    }

    private static float[] joined(float[] a, int widthA, float[] b, int widthB, int rows) {
        float[] both = new float[rows * (widthA + widthB)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(a, row * widthA, both, row * (widthA + widthB), widthA);
            System.arraycopy(b, row * widthB, both, row * (widthA + widthB) + widthA, widthB);
        }
        return both;
    }

    private static float[] part(float[] of, int rows, int from, int width) {
        int all = of.length / Math.max(1, rows);
        float[] part = new float[rows * width];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(of, row * all + from, part, row * width, width);
        }
        return part;
    }
}
