package org.dsppo.policy.training.perceptron;

/**
 * What Adam knows besides the weights.
 *
 * @param moments first moments of all weights, then second moments
 * @param steps taken so far
 */
public record OptimiserState(float[] moments, int steps) {}
