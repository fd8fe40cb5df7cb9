package org.dsppo.policy.training.perceptron;

import org.dsppo.policy.learned.network.PerceptronShape;

/**
 * A perceptron under training: outputs of many rows at once, and steps down a gradient that the
 * caller states at the outputs, whatever its loss is.
 */
public interface MinibatchPerceptron extends AutoCloseable {
    /** Makes perceptrons for training. */
    @FunctionalInterface
    interface Maker {

        /**
         * @param weights to begin with, in the layout of {@link PerceptronShape}
         */
        MinibatchPerceptron make(PerceptronShape shape, float[] weights);
    }

    PerceptronShape shape();

    /**
     * Outputs of a minibatch; the last call is what {@link #descend} works on.
     *
     * @param inputs row after row, {@code shape().inputs()} each
     * @param rows how many; at least 1
     * @return row after row, {@code shape().outputs()} each
     */
    float[] outputs(float[] inputs, int rows);

    /**
     * Takes one step of Adam on the minibatch of the last {@link #outputs}.
     *
     * @param outputGradients derivative of the loss by each of those outputs, same layout
     * @return norm of the gradient by the weights, before it was clipped
     */
    double descend(float[] outputGradients, DescentSettings settings);

    /** A copy of the weights in the layout of {@link PerceptronShape}. */
    float[] weights();

    /** Replaces the weights; the state of the optimiser stays. */
    void setWeights(float[] weights);

    /** A copy of the optimiser's moments and its step count, for a checkpoint. */
    OptimiserState optimiserState();

    void restore(OptimiserState state);

    /** Frees memory outside the heap. */
    @Override
    void close();
}
