package org.dsppo.policy.training.perceptron;

/**
 * How far a step of Adam goes (Kingma and Ba 2015, decays .9 and .999).
 *
 * @param learningRate step size
 * @param maximumGradientNorm a longer gradient is shortened to this; infinite leaves it alone
 */
public record DescentSettings(double learningRate, double maximumGradientNorm) {}
