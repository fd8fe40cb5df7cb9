package org.dsppo.policy.learned.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PerceptronTest {

    /**
     * Sums worked out by hand: hidden (1·1+2·3+.5, 1·2−2·1−1) = (7.5, −1), output 7.5·2+(−1)·4+.25.
     */
    @Test
    void followsTheLayoutOfTheShape() {
        float[] weights = {1, 2, 3, -1, .5f, -1, 2, 4, .25f};
        Perceptron relu = new Perceptron(PerceptronShape.of(Activation.RELU, 2, 2, 1), weights);
        assertThat(relu.outputs(new float[] {1, 2})).containsExactly(15.25f);
        Perceptron tanh = new Perceptron(PerceptronShape.of(Activation.TANH, 2, 2, 1), weights);
        assertThat(tanh.outputs(new float[] {1, 2})[0])
                .isCloseTo((float) (2 * Math.tanh(7.5) + 4 * Math.tanh(-1) + .25), within(1e-6f));
    }

    @Test
    void startsWithSignalsOfOneScaleAndOutputsAsSmallAsAsked() {
        PerceptronShape shape = PerceptronShape.of(Activation.RELU, 100, 50, 10);
        float[] weights = shape.initialWeights(new SplittableRandom(3), .01);
        assertThat(weights).hasSize(100 * 50 + 50 + 50 * 10 + 10);
        double squares = 0;
        for (int at = 0; at < 5000; at++) {
            squares += weights[at] * weights[at];
        }
        assertThat(squares / 5000).isBetween(.019, .021);
        for (int at = 5000; at < 5050; at++) {
            assertThat(weights[at]).isZero();
        }
        for (int at = 5050; at < 5550; at++) {
            assertThat(Math.abs(weights[at])).isLessThan(.01f * .35f);
        }
    }

    @Test
    void refusesInputsOfAnotherWidth() {
        Perceptron perceptron =
                new Perceptron(PerceptronShape.of(Activation.RELU, 2, 1), new float[3]);
        assertThatThrownBy(() -> perceptron.outputs(new float[3]))
                .hasMessage("Expected 2 inputs, not 3");
    }
}
