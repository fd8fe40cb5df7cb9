package org.dsppo.policy.training.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.dsppo.policy.learned.network.Activation;
import org.dsppo.policy.learned.network.Perceptron;
import org.dsppo.policy.learned.network.PerceptronShape;
import org.dsppo.policy.training.descent.DenseTower;
import org.dsppo.policy.training.descent.DescentSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GraphTowerTest {
    private static final int ROWS = 5;
    private static final DescentSettings UNLIMITED =
            new DescentSettings(1e-3, Double.POSITIVE_INFINITY);

    private final SplittableRandom random = new SplittableRandom(7);

    /** The three ways to make a tower. */
    private enum Kind {
        LINEAR,
        ACTIVATED,
        DUELING;

        DenseTower make(PerceptronShape shape, float[] weights) {
            return switch (this) {
                case LINEAR -> GraphTower.linear(shape, weights);
                case ACTIVATED -> GraphTower.activated(shape, weights);
                case DUELING -> GraphTower.dueling(shape, weights);
            };
        }

        float[] plain(PerceptronShape shape, float[] weights, float[] row) {
            float[] outputs = new Perceptron(shape, weights).outputs(row);
            if (this == ACTIVATED) {
                for (int at = 0; at < outputs.length; at++) {
                    outputs[at] =
                            shape.activation() == Activation.RELU
                                    ? Math.max(0, outputs[at])
                                    : (float) Math.tanh(outputs[at]);
                }
            }
            return outputs;
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void agreesWithThePlainKernel(Kind kind) {
        for (Activation activation : Activation.values()) {
            PerceptronShape shape = PerceptronShape.of(activation, 6, 16, 9, 4);
            float[] weights = numbers(shape.weightCount());
            float[] inputs = numbers(ROWS * 6);
            try (DenseTower tower = kind.make(shape, weights)) {
                assertThat(tower.weights()).containsExactly(weights);
                float[] outputs = tower.forward(inputs, ROWS);
                for (int row = 0; row < ROWS; row++) {
                    float[] expected =
                            kind.plain(
                                    shape,
                                    weights,
                                    Arrays.copyOfRange(inputs, row * 6, row * 6 + 6));
                    for (int at = 0; at < 4; at++) {
                        assertThat(outputs[row * 4 + at]).isCloseTo(expected[at], within(1e-5f));
                    }
                }
            }
        }
    }

    /** The first step of Adam moves every weight by the learning rate against its gradient. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void descendsAgainstTheSlopeThatDifferencesShow(Kind kind) {
        PerceptronShape shape = PerceptronShape.of(Activation.TANH, 3, 5, 4, 2);
        float[] weights = numbers(shape.weightCount());
        float[] inputs = numbers(ROWS * 3);
        float[] toward = numbers(ROWS * 2);
        float[] after;
        double norm;
        try (DenseTower tower = kind.make(shape, weights)) {
            tower.forward(inputs, ROWS);
            tower.backward(toward);
            norm = tower.descend(UNLIMITED);
            after = tower.weights();
        }
        double squares = 0;
        for (int at = 0; at < weights.length; at++) {
            int place = at;
            double slope =
                    slope(
                            step -> {
                                float[] moved = weights.clone();
                                moved[place] += step;
                                return loss(kind, shape, moved, inputs, toward);
                            });
            squares += slope * slope;
            if (Math.abs(slope) > 1e-2) {
                assertThat(after[at] - weights[at])
                        .isCloseTo((float) (-1e-3 * Math.signum(slope)), within(2e-5f));
            }
        }
        assertThat(norm).isCloseTo(Math.sqrt(squares), within(1e-2 * norm));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void handsBackTheSlopeAtItsInputs(Kind kind) {
        PerceptronShape shape = PerceptronShape.of(Activation.TANH, 3, 5, 2);
        float[] weights = numbers(shape.weightCount());
        float[] inputs = numbers(ROWS * 3);
        float[] toward = numbers(ROWS * 2);
        float[] atInputs;
        try (DenseTower tower = kind.make(shape, weights)) {
            tower.forward(inputs, ROWS);
            atInputs = tower.backward(toward);
        }
        assertThat(atInputs).hasSize(ROWS * 3);
        for (int at = 0; at < inputs.length; at++) {
            int place = at;
            double slope =
                    slope(
                            step -> {
                                float[] moved = inputs.clone();
                                moved[place] += step;
                                return loss(kind, shape, weights, moved, toward);
                            });
            assertThat((double) atInputs[at]).isCloseTo(slope, within(2e-3));
        }
    }

    /** A set network in small: φ of every row, the mean of some rows, ρ of the means. */
    @Test
    void learnsThroughAPoolBetweenTwoTowers() {
        PerceptronShape phi = PerceptronShape.of(Activation.RELU, 2, 8, 6);
        PerceptronShape rho = PerceptronShape.of(Activation.RELU, 6, 8, 1);
        int sets = 20;
        int size = 3;
        float[] rows = numbers(sets * size * 2);
        double first = 0;
        double last = 0;
        try (DenseTower elements = GraphTower.activated(phi, phi.initialWeights(random, 1));
                DenseTower pooled = GraphTower.linear(rho, rho.initialWeights(random, 1))) {
            for (int step = 0; step < 300; step++) {
                float[] embedded = elements.forward(rows, sets * size);
                float[] values = pooled.forward(means(embedded, sets, size, 6), sets);
                float[] errors = new float[sets];
                double loss = 0;
                for (int set = 0; set < sets; set++) {
                    errors[set] = values[set] - largestProduct(rows, set, size);
                    loss += errors[set] * errors[set] / sets;
                }
                float[] atMeans = pooled.backward(errors);
                float[] atEmbedded = new float[embedded.length];
                for (int at = 0; at < atEmbedded.length; at++) {
                    atEmbedded[at] = atMeans[at / (6 * size) * 6 + at % 6] / size;
                }
                elements.backward(atEmbedded);
                DenseTower.descendTogether(
                        List.of(elements, pooled), new DescentSettings(1e-2, 10));
                first = step == 0 ? loss : first;
                last = loss;
            }
        }
        assertThat(last).isLessThan(first / 20);
    }

    @Test
    void addsUpTheGradientsOfSeveralBatches() {
        PerceptronShape shape = PerceptronShape.of(Activation.TANH, 3, 5, 2);
        float[] weights = numbers(shape.weightCount());
        float[] inputs = numbers(ROWS * 3);
        float[] toward = numbers(ROWS * 2);
        try (DenseTower whole = GraphTower.linear(shape, weights);
                DenseTower parts = GraphTower.linear(shape, weights)) {
            whole.forward(inputs, ROWS);
            whole.backward(toward);
            parts.forward(Arrays.copyOf(inputs, 6), 2);
            parts.backward(Arrays.copyOf(toward, 4));
            parts.forward(Arrays.copyOfRange(inputs, 6, 15), 3);
            parts.backward(Arrays.copyOfRange(toward, 4, 10));
            assertThat(parts.gradientNorm()).isCloseTo(whole.gradientNorm(), within(1e-5));
            parts.descend(UNLIMITED);
            assertThat(parts.gradientNorm()).isZero();
        }
    }

    /** Gradients of 3 and 4 make 5: at a limit of 2.5 both towers keep half of theirs. */
    @Test
    void shortensTheGradientsOfSeveralTowersAsOne() {
        PerceptronShape shape = PerceptronShape.of(Activation.RELU, 1, 1);
        float[] zero = new float[2];
        try (DenseTower three = GraphTower.linear(shape, zero);
                DenseTower four = GraphTower.linear(shape, zero)) {
            three.forward(new float[1], 1);
            three.backward(new float[] {3});
            four.forward(new float[1], 1);
            four.backward(new float[] {4});
            DescentSettings settings = new DescentSettings(1, 2.5);
            double norm = DenseTower.descendTogether(List.of(three, four), settings);
            assertThat(norm).isCloseTo(5, within(1e-6));
            assertThat(three.optimiserState().moments()[1]).isCloseTo(.15f, within(1e-6f));
            assertThat(four.optimiserState().moments()[1]).isCloseTo(.2f, within(1e-6f));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void goesOnFromASavedStateAsIfNeverInterrupted(Kind kind) {
        PerceptronShape shape = PerceptronShape.of(Activation.RELU, 3, 8, 7, 2);
        float[] inputs = numbers(ROWS * 3);
        float[] toward = numbers(ROWS * 2);
        try (DenseTower first = kind.make(shape, numbers(shape.weightCount()))) {
            IntStream.range(0, 3).forEach(step -> step(first, inputs, toward, 1e-2));
            try (DenseTower second = kind.make(shape, first.weights())) {
                second.restore(first.optimiserState());
                IntStream.range(0, 3).forEach(step -> step(first, inputs, toward, 1e-3));
                IntStream.range(0, 3).forEach(step -> step(second, inputs, toward, 1e-3));
                assertThat(second.weights()).containsExactly(first.weights());
                assertThat(second.optimiserState().moments())
                        .containsExactly(first.optimiserState().moments());
            }
        }
    }

    /** Three steps of Adam by hand on one weight and one bias, rates changing. */
    @Test
    void takesTheStepsOfAdam() {
        PerceptronShape shape = PerceptronShape.of(Activation.RELU, 1, 1);
        double[] slopes = {2, -1, .5};
        double[] rates = {.1, .05, .2};
        double weight = 1;
        double first = 0;
        double second = 0;
        try (DenseTower tower = GraphTower.linear(shape, new float[] {1, 0})) {
            for (int step = 0; step < 3; step++) {
                tower.forward(new float[] {1}, 1);
                tower.backward(new float[] {(float) slopes[step]});
                tower.descend(new DescentSettings(rates[step], Double.POSITIVE_INFINITY));
                first = .9 * first + .1 * slopes[step];
                second = .999 * second + .001 * slopes[step] * slopes[step];
                double mean = first / (1 - Math.pow(.9, step + 1));
                double spread = Math.sqrt(second / (1 - Math.pow(.999, step + 1)));
                weight -= rates[step] * mean / spread;
                assertThat((double) tower.weights()[0]).isCloseTo(weight, within(1e-4));
            }
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        PerceptronShape shape = PerceptronShape.of(Activation.RELU, 3, 8, 2);
        assertThatThrownBy(() -> GraphTower.linear(shape, new float[49]))
                .hasMessage("A perceptron of widths [3, 8, 2] has 50 weights, not 49");
        try (DenseTower tower = GraphTower.linear(shape, new float[50])) {
            assertThatThrownBy(() -> tower.backward(new float[2]))
                    .hasMessage("No batch went forward before it should go backward");
            tower.forward(new float[6], 2);
            assertThatThrownBy(() -> tower.backward(new float[2]))
                    .hasMessage("2 gradients are not 2 rows of 2 outputs");
            tower.backward(new float[4]);
            assertThatThrownBy(() -> tower.backward(new float[4]))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static void step(DenseTower tower, float[] inputs, float[] toward, double rate) {
        tower.forward(inputs, ROWS);
        tower.backward(toward);
        tower.descend(new DescentSettings(rate, 1));
    }

    private static float[] means(float[] embedded, int sets, int size, int width) {
        float[] means = new float[sets * width];
        for (int at = 0; at < embedded.length; at++) {
            means[at / (width * size) * width + at % width] += embedded[at] / size;
        }
        return means;
    }

    private static float largestProduct(float[] rows, int set, int size) {
        float most = Float.NEGATIVE_INFINITY;
        for (int row = set * size; row < (set + 1) * size; row++) {
            most = Math.max(most, rows[2 * row] * rows[2 * row + 1]);
        }
        return most;
    }

    private static double slope(java.util.function.Function<Float, Double> loss) {
        float step = 1e-2f;
        return (loss.apply(step) - loss.apply(-step)) / (2 * step);
    }

    private static double loss(
            Kind kind, PerceptronShape shape, float[] weights, float[] inputs, float[] toward) {
        int width = shape.inputs();
        double loss = 0;
        for (int row = 0; row < ROWS; row++) {
            float[] outputs =
                    kind.plain(
                            shape,
                            weights,
                            Arrays.copyOfRange(inputs, row * width, (row + 1) * width));
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
