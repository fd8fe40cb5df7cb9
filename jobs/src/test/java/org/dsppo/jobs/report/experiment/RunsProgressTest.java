package org.dsppo.jobs.report.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RunsProgressTest {

    @Test
    void estimatesFromTheRunsOfThisCommandOnly() {
        List<String> lines = new ArrayList<>();
        AtomicLong nanos = new AtomicLong();
        RunsProgress progress = new RunsProgress("burst", lines::add, nanos::get);

        progress.advanced(40, 0, 100);
        nanos.set(20_000_000_000L);
        progress.advanced(40, 10, 100);

        assertThat(lines)
                .containsExactly(
                        "burst: 40 %, 40 of 100 runs, found in results.csv",
                        "burst: 50 %, 50 of 100 runs, 1 min 40 s left");
    }

    @Test
    void writesDurationsForPeople() {
        assertThat(RunsProgress.duration(9.4)).isEqualTo("9 s");
        assertThat(RunsProgress.duration(59.6)).isEqualTo("1 min 0 s");
        assertThat(RunsProgress.duration(3900)).isEqualTo("1 h 5 min");
    }
}
