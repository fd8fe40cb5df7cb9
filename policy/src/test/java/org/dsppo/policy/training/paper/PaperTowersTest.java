package org.dsppo.policy.training.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.learned.features.PaperInput;
import org.dsppo.policy.learned.network.PaperNetwork;
import org.dsppo.policy.learned.network.PaperTower;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.training.descent.DescentSettings;
import org.dsppo.policy.training.descent.OptimiserState;
import org.dsppo.policy.training.dl4j.GraphTower;
import org.junit.jupiter.api.Test;

final class PaperTowersTest {
    private static final int HIDDEN = 4;
    private static final int WEIGHTS = NetworkShape.paper(HIDDEN).weightCount();

    private final SplittableRandom random = new SplittableRandom(3);
    private final List<PaperInput> inputs =
            List.of(input(3, 2, 4, true), input(1, 1, 1, false), input(5, 3, 6, true));

    @Test
    void towersFillAllWeightsOfTheShape() {
        PaperTower last = PaperTower.VALUE;
        assertThat(last.offset(HIDDEN) + last.shape(HIDDEN).weightCount()).isEqualTo(WEIGHTS);
    }

    @Test
    void agreesWithThePlainNetwork() {
        float[] weights = numbers(WEIGHTS, -1);
        try (PaperTowers towers = towers(weights)) {
            towers.forward(new PaperBatch(inputs));
            PaperNetwork plain = new PaperNetwork(HIDDEN, weights);
            int at = 0;
            for (int d = 0; d < inputs.size(); d++) {
                plain.read(inputs.get(d));
                assertThat(towers.values()[d]).isCloseTo(plain.value(), within(1e-5f));
                for (float score : plain.scores()) {
                    assertThat(towers.scores()[at++]).isCloseTo(score, within(1e-5f));
                }
            }
            assertThat(at).isEqualTo(towers.scores().length);
        }
    }

    /** The first step of Adam moves every weight by the learning rate against its gradient. */
    @Test
    void descendsAgainstTheSlopeThatDifferencesShow() {
        float[] weights = numbers(WEIGHTS, -1);
        float[] byScores = numbers(13, -1);
        float[] byValues = numbers(3, -1);
        float[] after;
        try (PaperTowers towers = towers(weights)) {
            towers.forward(new PaperBatch(inputs));
            assertThat(towers.scores()).hasSameSizeAs(byScores);
            towers.descend(byScores, byValues, new DescentSettings(1e-3, Double.POSITIVE_INFINITY));
            after = towers.weights();
        }
        int steep = 0;
        for (int at = 0; at < WEIGHTS; at++) {
            double wide = slope(weights, at, 2e-3f, byScores, byValues);
            double narrow = slope(weights, at, 1e-3f, byScores, byValues);
            // Where a hidden unit switches on or off in between, differences say nothing.
            boolean smooth = Math.abs(wide - narrow) < 0.05 * Math.abs(wide);
            if (smooth && Math.abs(wide) > 5e-2) {
                steep++;
                assertThat(after[at] - weights[at])
                        .as("weight %d", at)
                        .isCloseTo((float) (-1e-3 * Math.signum(wide)), within(2e-5f));
            }
        }
        assertThat(steep).isGreaterThan(WEIGHTS / 4);
    }

    @Test
    void goesOnFromASavedStateAsIfNeverInterrupted() {
        float[] byScores = numbers(13, -1);
        float[] byValues = numbers(3, -1);
        DescentSettings settings = new DescentSettings(1e-3, 1);
        try (PaperTowers first = towers(numbers(WEIGHTS, -1))) {
            first.forward(new PaperBatch(inputs));
            first.descend(byScores, byValues, settings);
            try (PaperTowers second = towers(first.weights(), first.optimiserState())) {
                for (PaperTowers each : List.of(first, second)) {
                    each.forward(new PaperBatch(inputs));
                    each.descend(byScores, byValues, settings);
                }
                assertThat(second.weights()).containsExactly(first.weights());
                assertThat(second.optimiserState().moments())
                        .containsExactly(first.optimiserState().moments());
            }
        }
    }

    private double slope(float[] weights, int at, float step, float[] byScores, float[] byValues) {
        float[] moved = weights.clone();
        moved[at] = weights[at] + step;
        double above = loss(moved, byScores, byValues);
        moved[at] = weights[at] - step;
        return (above - loss(moved, byScores, byValues)) / (2 * step);
    }

    private double loss(float[] weights, float[] byScores, float[] byValues) {
        PaperNetwork plain = new PaperNetwork(HIDDEN, weights);
        double loss = 0;
        int at = 0;
        for (int d = 0; d < inputs.size(); d++) {
            plain.read(inputs.get(d));
            loss += plain.value() * byValues[d];
            for (float score : plain.scores()) {
                loss += score * byScores[at++];
            }
        }
        return loss;
    }

    private static PaperTowers towers(float[] weights) {
        return towers(weights, OptimiserState.initial(weights.length));
    }

    private static PaperTowers towers(float[] weights, OptimiserState state) {
        return new PaperTowers(HIDDEN, weights, state, GraphTower::activated, GraphTower::linear);
    }

    private PaperInput input(int nodes, int tasks, int choices, boolean mayWait) {
        int[] choiceNodes = new int[choices];
        Arrays.setAll(choiceNodes, choice -> random.nextInt(nodes));
        return new PaperInput(
                numbers(nodes * PaperInput.NODE, 0),
                numbers(nodes, 1),
                numbers(tasks * PaperInput.TASK, 0),
                numbers(tasks, 1),
                random.nextInt(tasks),
                choiceNodes,
                numbers(choices * PaperInput.CHOICE, 0),
                mayWait);
    }

    /** From -1, 0 or 1 up to 1, 1 or 2. */
    private float[] numbers(int count, int least) {
        float[] numbers = new float[count];
        for (int at = 0; at < count; at++) {
            numbers[at] = (float) (least + (1 - Math.min(0, least)) * random.nextDouble());
        }
        return numbers;
    }
}
