package org.dsppo.policy.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfidenceIntervalTest {

    @Test
    void usesStudentsT() {
        // Mean 3, standard deviation sqrt(2.5), t(0.975, 4) = 2.776445, n = 5.
        ConfidenceInterval interval = ConfidenceInterval.of(1, 2, 3, 4, 5);
        assertThat(interval.mean()).isEqualTo(3);
        assertThat(interval.halfWidth())
                .isCloseTo(2.776445 * Math.sqrt(2.5) / Math.sqrt(5), within(1e-5));
    }

    @Test
    void comparesInPairs() {
        ConfidenceInterval interval =
                ConfidenceInterval.ofPairedRatio(
                        new double[] {99, 198, 49.5}, new double[] {100, 200, 50});
        assertThat(interval.mean()).isCloseTo(-0.01, within(1e-12));
        assertThat(interval.halfWidth()).isCloseTo(0, within(1e-9));
    }

    @Test
    void hasNoWidthForOneSample() {
        assertThat(ConfidenceInterval.of(7).halfWidth()).isNaN();
    }
}
