package org.dsppo.policy.training.descent;

/**
 * What Adam knows besides the weights.
 *
 * @param moments first moments of all weights, then second moments, each in the optimiser's own
 *     order
 * @param steps taken so far
 */
public record OptimiserState(float[] moments, int steps) {

    /** Before the first step. */
    public static OptimiserState initial(int weights) {
        return new OptimiserState(new float[2 * weights], 0);
    }
}
