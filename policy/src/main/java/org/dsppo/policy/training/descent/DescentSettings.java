package org.dsppo.policy.training.descent;

/**
 * How far a step of Adam goes (Kingma and Ba 2015, decays .9 and .999).
 *
 * @param learningRate step size
 * @param maximumGradientNorm a longer gradient is shortened to this; infinite leaves it alone
 */
public record DescentSettings(double learningRate, double maximumGradientNorm) {

    /** What shortens a gradient of this length. */
    double factor(double norm) {
        return norm > maximumGradientNorm ? maximumGradientNorm / norm : 1;
    }
}
