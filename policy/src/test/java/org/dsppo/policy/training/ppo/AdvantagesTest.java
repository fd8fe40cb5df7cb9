package org.dsppo.policy.training.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class AdvantagesTest {

    /** Worked out by hand from the last decision backwards. */
    @Test
    void followTheRecursion() {
        Advantages advantages =
                Advantages.of(
                        new double[] {1, -2, 0.5},
                        new double[] {0.2, 0.4, -0.6},
                        new double[] {0.9, 0.5, 0.8},
                        new double[] {0.5, 1, 0.3});
        assertThat(advantages.advantages())
                .containsExactly(new double[] {0.1925, -2.15, 1.1}, within(1e-12));
        assertThat(advantages.returns())
                .containsExactly(new double[] {0.3925, -1.75, 0.5}, within(1e-12));
    }

    /** Equation 20: A = r + γ V′ − V. */
    @Test
    void areThePapersWithoutTraces() {
        Advantages advantages =
                Advantages.of(
                        new double[] {1, -2, 0.5},
                        new double[] {0.2, 0.4, -0.6},
                        new double[] {0.99, 0.99, 0.99},
                        new double[3]);
        assertThat(advantages.advantages())
                .containsExactly(
                        new double[] {1 + 0.99 * 0.4 - 0.2, -2 - 0.99 * 0.6 - 0.4, 1.1},
                        within(1e-12));
    }
}
