package org.dsppo.policy.learned.network;

/**
 * Evaluates a perceptron for one row of inputs at a time, in plain Java.
 *
 * <p>At the size of one decision a tensor library spends its time on calls, not on numbers. The
 * inner loop runs along a row of the matrix, which the compiler turns into vector instructions.
 * Buffers are reused: an instance serves one thread, and the array it returns is overwritten by the
 * next call.
 */
public final class Perceptron {
    private final PerceptronShape shape;
    private final float[] weights;
    private final float[][] signals;

    /**
     * @param weights in the layout of {@link PerceptronShape}; not copied, so that a learner may
     *     replace them in place
     */
    public Perceptron(PerceptronShape shape, float[] weights) {
        shape.requireWeights(weights);
        this.shape = shape;
        this.weights = weights;
        this.signals = new float[shape.layers()][];
        for (int layer = 0; layer < shape.layers(); layer++) {
            signals[layer] = new float[shape.outputs(layer)];
        }
    }

    /** The outputs for these inputs, valid until the next call. */
    public float[] outputs(float[] inputs) {
        if (inputs.length != shape.inputs()) {
            throw new IllegalArgumentException(
                    "Expected %d inputs, not %d".formatted(shape.inputs(), inputs.length));
        }
        float[] signal = inputs;
        for (int layer = 0; layer < shape.layers(); layer++) {
            signal = propagate(layer, signal, signals[layer]);
            if (layer < shape.layers() - 1) {
                activate(signal);
            }
        }
        return signal;
    }

    private float[] propagate(int layer, float[] from, float[] to) {
        System.arraycopy(weights, shape.biasOffset(layer), to, 0, to.length);
        int row = shape.matrixOffset(layer);
        for (float value : from) {
            if (value != 0) {
                for (int column = 0; column < to.length; column++) {
                    to[column] += value * weights[row + column];
                }
            }
            row += to.length;
        }
        return to;
    }

    private void activate(float[] signal) {
        for (int at = 0; at < signal.length; at++) {
            signal[at] = shape.activation().apply(signal[at]);
        }
    }
}
