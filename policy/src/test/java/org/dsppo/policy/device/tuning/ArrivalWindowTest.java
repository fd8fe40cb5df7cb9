package org.dsppo.policy.device.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ArrivalWindowTest {

    /** Of four standard deviations. */
    private static final double EVIDENCE = 16;

    private final ArrivalWindow window = new ArrivalWindow(PlainForecast.SETTINGS);

    @Test
    void growsWhileNothingChanges() {
        assertThat(window.isEmpty()).isTrue();
        assertThat(window.rate()).isZero();
        assertThat(window.standardError()).isZero();
        window.restart(100, 1);
        for (int step = 1; step < 1000; step++) {
            assertThat(window.add(step % 2 == 0 ? 110 : 90, 1, EVIDENCE)).isFalse();
        }
        assertThat(window.seconds()).isEqualTo(1000);
        assertThat(window.rate()).isCloseTo(100, within(.02));
        assertThat(window.standardError()).isCloseTo(.3162, within(1e-4));
        assertThat(window.drifts()).isFalse();
        assertThat(window.memory().length)
                .as("4 or 5 parts of 1, 2, 4, ... steps, three numbers each")
                .isLessThanOrEqualTo(3 * 5 * 9);
    }

    /**
     * 40 steps of 100 and n of 130: √(2 (4000 ln(100/r) + 130 n ln(130/r))) is 2.83, 3.95 and 4.77
     * for n = 1, 2 and 3.
     */
    @Test
    void isCutWhereTwoRatesExplainItBetter() {
        window.restart(100, 1);
        repeat(100, 39);
        assertThat(window.add(130, 1, EVIDENCE)).isFalse();
        assertThat(window.add(130, 1, EVIDENCE)).isFalse();
        assertThat(window.rate()).isCloseTo(4260.0 / 42, within(1e-9));
        assertThat(window.add(130, 1, EVIDENCE)).isTrue();
        assertThat(window.seconds()).isEqualTo(3);
        assertThat(window.rate()).isCloseTo(130, within(1e-9));
    }

    /** One arrival after long silence is no change, a row of them is. */
    @Test
    void judgesSmallCountsAsPoissonCounts() {
        window.restart(0, 1);
        repeat(0, 499);
        assertThat(window.rate()).isZero();
        assertThat(window.add(1, 1, EVIDENCE)).isFalse();
        assertThat(window.add(0, 1, EVIDENCE)).isFalse();
        assertThat(window.rate()).isCloseTo(1.0 / 502, within(1e-12));
        assertThat(window.add(1, 1, EVIDENCE)).isTrue();
        assertThat(window.seconds()).isEqualTo(3);
    }

    /** The rate at second s is 100 + 2 s, so 220 at the end of 60 s. */
    @Test
    void followsALineInsteadOfCuttingIt() {
        window.restart(101, 1);
        for (int second = 1; second < 60; second++) {
            assertThat(window.add(100 + 2 * (second + .5), 1, EVIDENCE)).isFalse();
        }
        assertThat(window.seconds()).isEqualTo(60);
        assertThat(window.drifts()).isTrue();
        assertThat(window.rate()).isCloseTo(220, within(.5));
        assertThat(window.standardError())
                .as("twice that of a mean of 160 over 60 s")
                .isCloseTo(3.266, within(1e-3));
    }

    /**
     * 30 s at 100 count as watched until steps speak against them; that is no change of the rate.
     */
    @Test
    void holdsAnExpectationUntilItIsContradicted() {
        window.expect(100, 30);
        assertThat(window.isExpectation()).isTrue();
        assertThat(window.rate()).isEqualTo(100);
        repeat(112, 5);
        assertThat(window.isExpectation()).isFalse();
        assertThat(window.rate()).isCloseTo((3000 + 5 * 112) / 35.0, within(1e-9));
        window.expect(100, 30);
        assertThat(window.add(130, 1, EVIDENCE)).isFalse();
        assertThat(window.rate()).isCloseTo(3130.0 / 31, within(1e-9));
        repeat(130, 2);
        assertThat(window.seconds()).isEqualTo(3);
        assertThat(window.rate()).isCloseTo(130, within(1e-9));
        repeat(130, 40);
        assertThat(window.add(300, 1, EVIDENCE)).isTrue();
    }

    @Test
    void remembersItsParts() {
        window.restart(40, 5);
        repeat(7, 30);
        double[] memory = window.memory();
        double[] behind = new double[memory.length + 2];
        System.arraycopy(memory, 0, behind, 2, memory.length);
        ArrivalWindow other = new ArrivalWindow(PlainForecast.SETTINGS);
        other.remember(behind, 2);
        assertThat(other.rate()).isEqualTo(window.rate()).isCloseTo(250.0 / 35, within(1e-9));
        assertThat(other.add(30, 1, EVIDENCE)).isEqualTo(window.add(30, 1, EVIDENCE));
        assertThat(other.memory()).containsExactly(window.memory());
    }

    private void repeat(double arrivals, int steps) {
        for (int step = 0; step < steps; step++) {
            assertThat(window.add(arrivals, 1, EVIDENCE)).isFalse();
        }
    }
}
