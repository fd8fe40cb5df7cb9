package org.dsppo.policy.learned.network;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The layers of a perceptron and where their weights lie in one flat array.
 *
 * <p>Layer after layer: the matrix, one row of {@code widths[layer + 1]} numbers per input, then as
 * many biases. Training, serving and files share this layout, so weights pass between them as they
 * are.
 *
 * @param widths inputs, hidden layers, outputs: at least two, each positive
 * @param activation of the hidden layers
 */
public record PerceptronShape(List<Integer> widths, Activation activation) {
    public PerceptronShape {
        widths = List.copyOf(widths);
        if (widths.size() < 2 || widths.stream().anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException(
                    "A perceptron needs two or more positive widths, not " + widths);
        }
    }

    public static PerceptronShape of(Activation activation, Integer... widths) {
        return new PerceptronShape(List.of(widths), activation);
    }

    /** How many layers have weights. */
    public int layers() {
        return widths.size() - 1;
    }

    /** How many numbers a layer reads. */
    public int inputs(int layer) {
        return widths.get(layer);
    }

    /** How many numbers a layer writes. */
    public int outputs(int layer) {
        return widths.get(layer + 1);
    }

    public int inputs() {
        return widths.get(0);
    }

    public int outputs() {
        return widths.get(widths.size() - 1);
    }

    /** Where the matrix of a layer starts in the flat array. */
    public int matrixOffset(int layer) {
        int offset = 0;
        for (int below = 0; below < layer; below++) {
            offset += (inputs(below) + 1) * outputs(below);
        }
        return offset;
    }

    /** Where the biases of a layer start in the flat array. */
    public int biasOffset(int layer) {
        return matrixOffset(layer) + inputs(layer) * outputs(layer);
    }

    public int weightCount() {
        return matrixOffset(layers());
    }

    /**
     * Weights to start training from: uniform with the variance that keeps the scale of signals
     * through the layers (He et al. 2015 for RELU, Glorot and Bengio 2010 for TANH), biases 0.
     *
     * @param outputScale factor on the last layer; small makes the first outputs nearly equal
     */
    public float[] initialWeights(RandomGenerator random, double outputScale) {
        float[] weights = new float[weightCount()];
        double gain = activation == Activation.RELU ? 6 : 3;
        for (int layer = 0; layer < layers(); layer++) {
            double limit = Math.sqrt(gain / inputs(layer));
            double scale = layer == layers() - 1 ? outputScale * limit : limit;
            for (int at = matrixOffset(layer); at < biasOffset(layer); at++) {
                weights[at] = (float) (scale * (2 * random.nextDouble() - 1));
            }
        }
        return weights;
    }

    /**
     * @throws IllegalArgumentException if these are not weights of this shape
     */
    public void requireWeights(float[] weights) {
        if (weights.length != weightCount()) {
            throw new IllegalArgumentException(
                    "A perceptron of widths %s has %d weights, not %d"
                            .formatted(widths, weightCount(), weights.length));
        }
    }
}
