package org.dsppo.policy.training.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ActionLikelihoodsTest {

    private static final ActionLikelihoods LIKELIHOODS =
            new ActionLikelihoods(new float[] {9, 1, 2, 3}, 1, 3);

    private static final double SUM = Math.exp(1) + Math.exp(2) + Math.exp(3);

    @Test
    void areASoftmaxOfTheirOwnScores() {
        assertThat(LIKELIHOODS.count()).isEqualTo(3);
        double entropy = 0;
        for (int action = 0; action < 3; action++) {
            double expected = Math.exp(1 + action) / SUM;
            assertThat(LIKELIHOODS.likelihood(action)).isCloseTo(expected, within(1e-9));
            assertThat(LIKELIHOODS.log(action)).isCloseTo(Math.log(expected), within(1e-9));
            entropy -= expected * Math.log(expected);
        }
        assertThat(LIKELIHOODS.entropy()).isCloseTo(entropy, within(1e-9));
    }

    @Test
    void areHowOftenActionsAreDrawn() {
        SplittableRandom random = new SplittableRandom(4);
        int[] drawn = new int[3];
        for (int i = 0; i < 10_000; i++) {
            drawn[LIKELIHOODS.draw(random)]++;
        }
        for (int action = 0; action < 3; action++) {
            assertThat(drawn[action] / 1e4).isCloseTo(LIKELIHOODS.likelihood(action), within(0.02));
        }
    }
}
