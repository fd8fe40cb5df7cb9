package org.dsppo.policy.training.dl4j;

import org.dsppo.policy.learned.network.Activation;
import org.dsppo.policy.learned.network.PerceptronShape;
import org.dsppo.policy.training.perceptron.DescentSettings;
import org.dsppo.policy.training.perceptron.MinibatchPerceptron;
import org.dsppo.policy.training.perceptron.OptimiserState;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A perceptron trained with ND4J.
 *
 * <p>All weights are one vector and all gradients another; matrices and biases are views of them,
 * so that clipping and Adam are a few operations on whole vectors. Not safe for several threads.
 */
public final class Nd4jPerceptron implements MinibatchPerceptron {

    static {
        NativeThreads.useOne();
    }

    private final PerceptronShape shape;
    private final INDArray weights;
    private final INDArray gradient;
    private final INDArray moments;
    private final AdamUpdater adam;
    private int steps;

    /** What entered each layer on the last forward pass; the first is the minibatch itself. */
    private final INDArray[] entered;

    /**
     * @param weights in the layout of {@link PerceptronShape}
     */
    public Nd4jPerceptron(PerceptronShape shape, float[] weights) {
        shape.requireWeights(weights);
        this.shape = shape;
        this.weights = Nd4j.createFromArray(weights);
        this.gradient = Nd4j.zeros(DataType.FLOAT, weights.length);
        this.moments = Nd4j.zeros(DataType.FLOAT, 1, 2L * weights.length);
        this.adam = new AdamUpdater(Adam.builder().build());
        adam.setStateViewArray(moments, new long[] {1, weights.length}, 'c', true);
        this.entered = new INDArray[shape.layers()];
    }

    @Override
    public PerceptronShape shape() {
        return shape;
    }

    @Override
    public float[] outputs(float[] inputs, int rows) {
        if (rows < 1 || inputs.length != rows * shape.inputs()) {
            throw new IllegalArgumentException(
                    "%d numbers are not %d rows of %d inputs"
                            .formatted(inputs.length, rows, shape.inputs()));
        }
        release();
        INDArray signal = Nd4j.createFromArray(inputs).reshape(rows, shape.inputs());
        for (int layer = 0; layer < shape.layers(); layer++) {
            entered[layer] = signal;
            signal = signal.mmul(matrix(weights, layer)).addiRowVector(bias(weights, layer));
            if (layer < shape.layers() - 1) {
                activate(signal);
            }
        }
        return numbers(signal);
    }

    @Override
    public double descend(float[] outputGradients, DescentSettings settings) {
        if (entered[0] == null) {
            throw new IllegalStateException("No minibatch was evaluated before this step");
        }
        long rows = entered[0].rows();
        if (outputGradients.length != rows * shape.outputs()) {
            throw new IllegalArgumentException(
                    "%d gradients are not %d rows of %d outputs"
                            .formatted(outputGradients.length, rows, shape.outputs()));
        }
        propagateBack(Nd4j.createFromArray(outputGradients).reshape(rows, shape.outputs()));
        double norm = gradient.norm2Number().doubleValue();
        if (norm > settings.maximumGradientNorm()) {
            gradient.muli(settings.maximumGradientNorm() / norm);
        }
        adam.getConfig().setLearningRate(settings.learningRate());
        adam.applyUpdater(gradient.reshape(1, gradient.length()), steps++, 0);
        weights.subi(gradient);
        return norm;
    }

    private void propagateBack(INDArray atOutputs) {
        INDArray delta = atOutputs;
        for (int layer = shape.layers() - 1; layer >= 0; layer--) {
            matrix(gradient, layer).assign(entered[layer].transpose().mmul(delta));
            bias(gradient, layer).assign(delta.sum(0));
            if (layer > 0) {
                delta = delta.mmul(matrix(weights, layer).transpose()).muli(slope(entered[layer]));
            }
        }
    }

    private void activate(INDArray sums) {
        if (shape.activation() == Activation.RELU) {
            Transforms.relu(sums, false);
        } else {
            Transforms.tanh(sums, false);
        }
    }

    /** Derivative of the activation, from what the activation returned. */
    private INDArray slope(INDArray activated) {
        return shape.activation() == Activation.RELU
                ? activated.gt(0).castTo(DataType.FLOAT)
                : activated.mul(activated).rsubi(1);
    }

    private INDArray matrix(INDArray flat, int layer) {
        return flat.get(NDArrayIndex.interval(shape.matrixOffset(layer), shape.biasOffset(layer)))
                .reshape('c', shape.inputs(layer), shape.outputs(layer));
    }

    private INDArray bias(INDArray flat, int layer) {
        int from = shape.biasOffset(layer);
        return flat.get(NDArrayIndex.interval(from, from + shape.outputs(layer)));
    }

    @Override
    public float[] weights() {
        return weights.toFloatVector();
    }

    @Override
    public void setWeights(float[] replacement) {
        shape.requireWeights(replacement);
        weights.assign(Nd4j.createFromArray(replacement));
    }

    @Override
    public OptimiserState optimiserState() {
        return new OptimiserState(moments.dup('c').data().asFloat(), steps);
    }

    @Override
    public void restore(OptimiserState state) {
        if (state.moments().length != 2 * shape.weightCount()) {
            throw new IllegalArgumentException(
                    "%d moments do not belong to %d weights"
                            .formatted(state.moments().length, shape.weightCount()));
        }
        moments.assign(Nd4j.createFromArray(state.moments()).reshape(1, state.moments().length));
        steps = state.steps();
    }

    @Override
    public void close() {
        release();
        weights.close();
        gradient.close();
    }

    /** Frees the last minibatch at once: the garbage collector does not see how large it is. */
    private void release() {
        for (int layer = 0; layer < entered.length; layer++) {
            if (entered[layer] != null && entered[layer].closeable()) {
                entered[layer].close();
            }
            entered[layer] = null;
        }
    }

    private static float[] numbers(INDArray signal) {
        float[] numbers = signal.dup('c').data().asFloat();
        signal.close();
        return numbers;
    }
}
