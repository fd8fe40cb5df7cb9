package org.dsppo.policy.training.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.learned.features.PaperInput;
import org.dsppo.policy.training.ppo.Step;
import org.junit.jupiter.api.Test;

final class PaperLossTest {
    private static final PaperSettings SETTINGS =
            new PaperSettings(4, 64, 8, 1, 1e-3, 0.99, 0.2, 0.5, 0.01, 10, 70);

    private final SplittableRandom random = new SplittableRandom(5);

    /** Likelihoods .5 and .5; what was done had .4, so its ratio of 1.25 is clipped to 1.2. */
    @Test
    void isTheClippedObjectiveOfThePaper() {
        List<PaperSample> samples = List.of(sample(2, 0, Math.log(.4), 2, 1.5));
        PaperLoss loss = new PaperLoss(SETTINGS, new float[2], new float[] {1}, samples);
        double expected = -1.2 * 2 + .5 * .25 - .01 * Math.log(2);
        assertThat(loss.total()).isCloseTo(expected, within(1e-9));
        assertThat(loss.byValues[0]).isCloseTo(-.5f, within(1e-6f));
        // Clipped, and at the largest entropy: nothing pulls.
        assertThat(loss.byScores).containsExactly(new float[2], within(1e-6f));
    }

    /** The worse of the two counts: a bad action is not let off by the clip. */
    @Test
    void aBadActionThatHasBecomeLikelierStillCounts() {
        List<PaperSample> samples = List.of(sample(2, 0, Math.log(.4), -2, 1));
        PaperLoss loss = new PaperLoss(SETTINGS, new float[2], new float[] {1}, samples);
        assertThat(loss.total()).isCloseTo(1.25 * 2 - .01 * Math.log(2), within(1e-9));
        assertThat(loss.byScores[0]).isCloseTo(1.25f, within(1e-6f));
        assertThat(loss.byScores[1]).isCloseTo(-1.25f, within(1e-6f));
    }

    @Test
    void itsDerivativesAreWhatDifferencesShow() {
        List<PaperSample> samples = new ArrayList<>();
        for (int d = 0; d < 6; d++) {
            double log = Math.log(.2 + .2 * random.nextDouble());
            samples.add(sample(3, d % 3, log, random.nextDouble(-2, 2), random.nextDouble()));
        }
        float[] scores = new float[18];
        float[] values = new float[6];
        for (int i = 0; i < 18; i++) {
            scores[i] = (float) random.nextDouble(-1, 1);
        }
        PaperLoss loss = new PaperLoss(SETTINGS, scores, values, samples);
        float step = 1e-2f;
        for (int i = 0; i < 18; i++) {
            float[] above = scores.clone();
            above[i] += step;
            float[] below = scores.clone();
            below[i] -= step;
            double slope =
                    (new PaperLoss(SETTINGS, above, values, samples).total()
                                    - new PaperLoss(SETTINGS, below, values, samples).total())
                            / (2 * step);
            assertThat((double) loss.byScores[i]).isCloseTo(slope, within(2e-3));
        }
    }

    private static PaperSample sample(
            int actions, int action, double log, double advantage, double target) {
        PaperInput input =
                new PaperInput(
                        new float[PaperInput.NODE],
                        new float[] {1},
                        new float[PaperInput.TASK],
                        new float[] {1},
                        0,
                        new int[actions - 1],
                        new float[(actions - 1) * PaperInput.CHOICE],
                        true);
        Step step = new Step(null, null, true, action, 0, 0, 0, "t", 0, 0);
        return new PaperSample(new PaperStep(input, log, 0, step), advantage, target);
    }
}
