package org.dsppo.policy.device.d3qn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class DuelingHeadsTest {
    /** V = 2, advantages 1, 4, −2 with mean 1. */
    private static final float[] OUTPUTS = {9, 2, 1, 4, -2};

    @Test
    void valuesAreTheStateAndTheAdvantageOverTheMean() {
        assertThat(DuelingHeads.value(OUTPUTS, 1, 3, 0)).isEqualTo(2);
        assertThat(DuelingHeads.value(OUTPUTS, 1, 3, 1)).isEqualTo(5);
        assertThat(DuelingHeads.value(OUTPUTS, 1, 3, 2)).isEqualTo(-1);
    }

    @Test
    void theBestActionIsAnAllowedOne() {
        assertThat(DuelingHeads.best(OUTPUTS, 1, 3, new boolean[] {true, true, true})).isEqualTo(1);
        assertThat(DuelingHeads.best(OUTPUTS, 1, 3, new boolean[] {true, false, true}))
                .isEqualTo(0);
    }

    @Test
    void gradientsAreTheSlopesOfTheValue() {
        float[] gradients = new float[5];
        DuelingHeads.propagateBack(3, gradients, 1, 3, 1);
        double base = DuelingHeads.value(OUTPUTS, 1, 3, 1);
        for (int at = 1; at < 5; at++) {
            float[] moved = OUTPUTS.clone();
            moved[at] += .5f;
            double slope = (DuelingHeads.value(moved, 1, 3, 1) - base) / .5;
            assertThat((double) gradients[at]).isCloseTo(3 * slope, within(1e-6));
        }
        assertThat(gradients[0]).isZero();
    }
}
