package org.dsppo.policy.training.descent;

import java.util.List;
import org.dsppo.policy.learned.network.PerceptronShape;

/**
 * Dense layers under training, the same weights for every row of a batch. What a row is, how rows
 * are pooled and what the loss is are the caller's: towers are chained by handing the gradient at
 * one tower's inputs to whatever made these inputs.
 *
 * <p>A step: {@link #forward}, {@link #backward} once or several times each, then {@link #descend}
 * on the sum of what came back. Not safe for several threads.
 */
public interface DenseTower extends AutoCloseable {

    /** Makes towers. */
    @FunctionalInterface
    interface Maker {

        /**
         * @param weights to begin with, in the layout of {@link PerceptronShape}
         */
        DenseTower make(PerceptronShape shape, float[] weights);
    }

    PerceptronShape shape();

    /**
     * Outputs of a batch; the last call is what {@link #backward} works on.
     *
     * @param inputs row after row, {@code shape().inputs()} each
     * @param rows how many; at least 1
     * @return a new array, row after row, {@code shape().outputs()} each
     */
    float[] forward(float[] inputs, int rows);

    /**
     * Adds the gradient of this batch to the gradient of the weights. Once for each {@link
     * #forward}.
     *
     * @param atOutputs derivative of the loss by each output of the last {@link #forward}
     * @return a new array, the derivative of the loss by each of its inputs
     */
    float[] backward(float[] atOutputs);

    /** Length of the gradient that has come together since the last step. */
    double gradientNorm();

    /**
     * Takes a step of Adam down the gradient that has come together, and forgets the gradient.
     *
     * @param learningRate of Adam
     * @param factor on the gradient, for instance what shortens it
     */
    void descend(double learningRate, double factor);

    /**
     * Takes a step, the gradient shortened if it is longer than the settings allow.
     *
     * @return length of the gradient before
     */
    default double descend(DescentSettings settings) {
        return descendTogether(List.of(this), settings);
    }

    /**
     * Takes a step with several towers, their gradients shortened as one.
     *
     * @return length of the joint gradient before
     */
    static double descendTogether(List<DenseTower> towers, DescentSettings settings) {
        double squares = 0;
        for (DenseTower tower : towers) {
            double norm = tower.gradientNorm();
            squares += norm * norm;
        }
        double norm = Math.sqrt(squares);
        double factor = settings.factor(norm);
        towers.forEach(tower -> tower.descend(settings.learningRate(), factor));
        return norm;
    }

    /** A copy of the weights in the layout of {@link PerceptronShape}. */
    float[] weights();

    /** Replaces the weights; gradient and state of the optimiser stay. */
    void setWeights(float[] weights);

    /** A copy of what the optimiser knows, for a checkpoint between steps. */
    OptimiserState optimiserState();

    void restore(OptimiserState state);

    /** Frees memory outside the heap. */
    @Override
    void close();
}
