package org.dsppo.policy.training.perceptron;

import java.util.Arrays;
import org.dsppo.policy.training.descent.DescentSettings;
import org.dsppo.policy.training.descent.OptimiserState;

/** Adam (Kingma and Ba 2015, decays .9 and .999) on one flat array of weights. */
public final class Adam {

    private static final float FIRST_DECAY = 0.9f;
    private static final float SECOND_DECAY = 0.999f;
    private static final float EPSILON = 1e-5f;

    private final float[] moments;
    private int steps;

    /**
     * @param weights how many there are
     */
    public Adam(int weights) {
        this.moments = new float[2 * weights];
    }

    /** Goes on from where another one was. */
    public Adam(OptimiserState state) {
        this.moments = state.moments().clone();
        this.steps = state.steps();
    }

    /** A copy of what it knows. */
    public OptimiserState state() {
        return new OptimiserState(Arrays.copyOf(moments, moments.length), steps);
    }

    /**
     * Takes a step down a gradient.
     *
     * @param weights changed in place
     * @param gradient is shortened in place if it is too long
     * @return norm of the gradient before it was shortened
     */
    public double descend(float[] weights, float[] gradient, DescentSettings settings) {
        double squares = 0;
        for (float each : gradient) {
            squares += (double) each * each;
        }
        double norm = Math.sqrt(squares);
        float factor =
                norm > settings.maximumGradientNorm()
                        ? (float) (settings.maximumGradientNorm() / norm)
                        : 1;
        steps++;
        double correction =
                Math.sqrt(1 - Math.pow(SECOND_DECAY, steps)) / (1 - Math.pow(FIRST_DECAY, steps));
        float rate = (float) (settings.learningRate() * correction);
        for (int i = 0; i < weights.length; i++) {
            gradient[i] *= factor;
            float slope = gradient[i];
            int second = weights.length + i;
            moments[i] += (1 - FIRST_DECAY) * (slope - moments[i]);
            moments[second] += (1 - SECOND_DECAY) * (slope * slope - moments[second]);
            weights[i] -= rate * moments[i] / ((float) Math.sqrt(moments[second]) + EPSILON);
        }
        return norm;
    }
}
