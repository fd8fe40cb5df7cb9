package org.dsppo.policy.training.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ActionDistributionTest {

    private static final float[] ADMISSION = {0.4f, -0.3f, 0.9f, 0.1f};
    private static final float[] PRIORITY = {1f, 2f, -0.5f, 0.7f};

    private static ActionDistribution read(
            double temperature, float[] admission, float[] priority, int[] mask, boolean wait) {
        ActionDistribution distribution = new ActionDistribution(temperature, temperature);
        distribution.read(admission, priority, 0, admission.length, mask, wait);
        return distribution;
    }

    @Test
    void isADistribution() {
        ActionDistribution distribution = read(0.5, ADMISSION, PRIORITY, null, true);
        double sum = 0;
        for (int i = 0; i < distribution.actions(); i++) {
            sum += Math.exp(distribution.logProbability(i));
        }
        assertThat(distribution.actions()).isEqualTo(5);
        assertThat(sum).isCloseTo(1, within(1e-12));
        assertThat(Math.exp(distribution.logProbability(4)))
                .isCloseTo(1 / (1 + Math.exp(0.9 / 0.5)), within(1e-7));
    }

    @Test
    void becomesTheRuleThatServesWhenItIsCold() {
        ActionDistribution cold = new ActionDistribution(1e-3, 1e-2);
        cold.read(ADMISSION, PRIORITY, 0, 4, null, true);
        assertThat(Math.exp(cold.logProbability(0))).isCloseTo(1, within(1e-6));

        float[] refused = {-0.1f, -0.3f, -0.2f, -0.4f};
        cold.read(refused, PRIORITY, 0, 4, null, true);
        assertThat(Math.exp(cold.logProbability(4))).isCloseTo(1, within(1e-6));
        cold.read(refused, PRIORITY, 0, 4, null, false);
        assertThat(Math.exp(cold.logProbability(0))).isCloseTo(1, within(1e-6));
    }

    @Test
    void doesNotKnowWhatIsMasked() {
        ActionDistribution alone =
                read(0.5, new float[] {0.4f, 0.9f}, new float[] {1f, -0.5f}, null, true);
        ActionDistribution masked = read(0.5, ADMISSION, PRIORITY, new int[] {0, 2}, true);
        assertThat(masked.logProbabilities()).isEqualTo(alone.logProbabilities());
        assertThat(masked.entropy()).isEqualTo(alone.entropy());
    }

    @Test
    void drawsAsOftenAsItSays() {
        ActionDistribution distribution = read(0.7, ADMISSION, PRIORITY, null, true);
        SplittableRandom random = new SplittableRandom(1);
        int[] drawn = new int[5];
        for (int i = 0; i < 100_000; i++) {
            drawn[distribution.draw(random.nextDouble())]++;
        }
        for (int i = 0; i < 5; i++) {
            assertThat(drawn[i] / 1e5)
                    .isCloseTo(Math.exp(distribution.logProbability(i)), within(0.006));
        }
    }

    @Test
    void carriesDerivativesBackAsDifferencesShow() {
        for (int[] mask : new int[][] {null, {1, 2, 3}}) {
            for (boolean wait : new boolean[] {true, false}) {
                int actions = (mask == null ? 4 : 3) + 1;
                double[] by = {0.3, -1.2, 0.8, 0.5, -0.7};
                by[actions - 1] = wait ? -0.7 : 0;
                float[] byAdmission = new float[4];
                float[] byPriority = new float[4];
                read(0.6, ADMISSION, PRIORITY, mask, wait)
                        .backward(by, 0, mask, byAdmission, byPriority);
                for (int i = 0; i < 4; i++) {
                    assertThat((double) byAdmission[i])
                            .isCloseTo(slope(by, i, 0, mask, wait), within(2e-3));
                    assertThat((double) byPriority[i])
                            .isCloseTo(slope(by, i, 1, mask, wait), within(2e-3));
                }
            }
        }
    }

    private static double slope(double[] by, int at, int which, int[] mask, boolean wait) {
        double difference = 0;
        for (int sign = -1; sign <= 1; sign += 2) {
            float[][] scores = {ADMISSION.clone(), PRIORITY.clone()};
            scores[which][at] += sign * 1e-3f;
            ActionDistribution moved = read(0.6, scores[0], scores[1], mask, wait);
            for (int i = 0; i < moved.actions(); i++) {
                difference += sign * by[i] * moved.logProbability(i);
            }
        }
        return difference / 2e-3;
    }
}
