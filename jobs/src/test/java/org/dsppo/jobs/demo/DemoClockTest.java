package org.dsppo.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DemoClockTest {

    @Test
    void standsStillWhileTheMachineIsBusy() {
        DemoClock clock = new DemoClock(1_000, 20);
        assertThat(clock.advance(1_010)).isEqualTo(1_010);
        assertThat(clock.advance(6_010)).isEqualTo(1_030);
        assertThat(clock.advance(6_015)).isEqualTo(1_035);
        assertThat(clock.advance(6_000)).isEqualTo(1_035);
    }
}
