package org.dsppo.policy.training.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.dsppo.policy.learned.network.Activation;
import org.dsppo.policy.learned.network.Perceptron;
import org.dsppo.policy.learned.network.PerceptronShape;
import org.dsppo.policy.training.perceptron.DescentSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class Nd4jPerceptronTest {
    private static final int ROWS = 5;
    private final SplittableRandom random = new SplittableRandom(7);

    @ParameterizedTest
    @EnumSource(Activation.class)
    void agreesWithThePlainKernel(Activation activation) {
        PerceptronShape shape = PerceptronShape.of(activation, 6, 16, 9, 4);
        float[] weights = shape.initialWeights(random, 1);
        float[] inputs = numbers(ROWS * 6);
        Perceptron plain = new Perceptron(shape, weights);
        try (Nd4jPerceptron trained = new Nd4jPerceptron(shape, weights)) {
            float[] outputs = trained.outputs(inputs, ROWS);
            for (int row = 0; row < ROWS; row++) {
                float[] expected = plain.outputs(Arrays.copyOfRange(inputs, row * 6, row * 6 + 6));
                for (int at = 0; at < 4; at++) {
                    assertThat(outputs[row * 4 + at]).isCloseTo(expected[at], within(1e-5f));
                }
            }
        }
    }

    /** The first step of Adam moves every weight by the learning rate against its gradient. */
    @ParameterizedTest
    @EnumSource(Activation.class)
    void descendsAgainstTheSlopeThatDifferencesShow(Activation activation) {
        PerceptronShape shape = PerceptronShape.of(activation, 3, 5, 2);
        float[] weights = shape.initialWeights(random, 1);
        float[] inputs = numbers(ROWS * 3);
        float[] toward = numbers(ROWS * 2);
        float[] after;
        double norm;
        try (Nd4jPerceptron trained = new Nd4jPerceptron(shape, weights)) {
            trained.outputs(inputs, ROWS);
            norm = trained.descend(toward, new DescentSettings(1e-3, Double.POSITIVE_INFINITY));
            after = trained.weights();
        }
        double squares = 0;
        for (int at = 0; at < weights.length; at++) {
            double slope = slopeByDifference(shape, weights, inputs, toward, at);
            squares += slope * slope;
            if (Math.abs(slope) > 1e-2) {
                assertThat(after[at] - weights[at])
                        .isCloseTo((float) (-1e-3 * Math.signum(slope)), within(2e-5f));
            }
        }
        assertThat(norm).isCloseTo(Math.sqrt(squares), within(1e-2 * norm));
    }

    @Test
    void continuesFromASavedStateAsIfNeverInterrupted() {
        PerceptronShape shape = PerceptronShape.of(Activation.RELU, 3, 8, 2);
        DescentSettings settings = new DescentSettings(1e-2, 1);
        float[] inputs = numbers(ROWS * 3);
        float[] toward = numbers(ROWS * 2);
        try (Nd4jPerceptron first = new Nd4jPerceptron(shape, shape.initialWeights(random, 1))) {
            first.outputs(inputs, ROWS);
            first.descend(toward, settings);
            try (Nd4jPerceptron second = new Nd4jPerceptron(shape, first.weights())) {
                second.restore(first.optimiserState());
                first.outputs(inputs, ROWS);
                first.descend(toward, settings);
                second.outputs(inputs, ROWS);
                second.descend(toward, settings);
                assertThat(second.weights()).containsExactly(first.weights());
            }
        }
    }

    @Test
    void refusesWeightsOfAnotherShape() {
        PerceptronShape shape = PerceptronShape.of(Activation.RELU, 3, 8, 2);
        assertThatThrownBy(() -> new Nd4jPerceptron(shape, new float[49]))
                .hasMessage("A perceptron of widths [3, 8, 2] has 50 weights, not 49");
    }

    /** Slope of the sum of outputs × {@code toward} by one weight. */
    private double slopeByDifference(
            PerceptronShape shape, float[] weights, float[] inputs, float[] toward, int at) {
        float step = 1e-3f;
        float[] moved = weights.clone();
        moved[at] = weights[at] + step;
        double above = loss(shape, moved, inputs, toward);
        moved[at] = weights[at] - step;
        return (above - loss(shape, moved, inputs, toward)) / (2 * step);
    }

    private static double loss(
            PerceptronShape shape, float[] weights, float[] inputs, float[] toward) {
        Perceptron plain = new Perceptron(shape, weights);
        int width = shape.inputs();
        double loss = 0;
        for (int row = 0; row < ROWS; row++) {
            float[] outputs =
                    plain.outputs(Arrays.copyOfRange(inputs, row * width, (row + 1) * width));
            for (int at = 0; at < outputs.length; at++) {
                loss += outputs[at] * toward[row * outputs.length + at];
            }
        }
        return loss;
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int at = 0; at < count; at++) {
            numbers[at] = (float) (2 * random.nextDouble() - 1);
        }
        return numbers;
    }
}
