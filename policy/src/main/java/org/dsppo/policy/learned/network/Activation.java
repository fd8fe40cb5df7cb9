package org.dsppo.policy.learned.network;

/** What the hidden layers of a perceptron do to their sums; the last layer is always linear. */
public enum Activation {
    RELU {
        @Override
        float apply(float sum) {
            return Math.max(sum, 0f);
        }
    },
    TANH {
        @Override
        float apply(float sum) {
            return (float) Math.tanh(sum);
        }
    };

    abstract float apply(float sum);
}
