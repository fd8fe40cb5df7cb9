package org.dsppo.jobs.report.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dsppo.jobs.report.experiment.BoundCache.Entry;
import org.dsppo.policy.lab.evaluation.ExperimentRow;
import org.dsppo.policy.lab.evaluation.RunSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BoundCacheTest {

    private static final Entry WEAK = new Entry("ii5", 0, 40_000, false, null, null);
    private static final Entry SOLVED = new Entry("ii5", 0, 40_000, true, 50_000.0, null);
    private static final Entry OTHER_SEED = new Entry("ii5", 1, 44_000, false, null, null);

    @TempDir private Path folder;

    @Test
    void findsInTheFileWhatAnEarlierCommandSolved() throws IOException {
        Path file = folder.resolve("bounds.json");
        new BoundCache(file).add(List.of(WEAK, OTHER_SEED));
        BoundCache reopened = new BoundCache(file);
        assertThat(reopened.find("ii5", 0, false)).isEqualTo(WEAK);
        assertThat(reopened.find("ii5", 0, true)).as("not solved yet").isNull();
        assertThat(reopened.find("i3", 0, false)).isNull();

        reopened.add(List.of(SOLVED));
        assertThat(new BoundCache(file).find("ii5", 0, false)).isEqualTo(SOLVED);
        assertThat(new BoundCache(file).find("ii5", 1, false)).isEqualTo(OTHER_SEED);
    }

    @Test
    void saysWhichFileIsBroken() throws IOException {
        Path file = Files.writeString(folder.resolve("bounds.json"), "{");
        assertThatThrownBy(() -> new BoundCache(file))
                .isInstanceOf(InvalidExperimentException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void comparesTheLinearProgramOnItsOwnSeedsOnly() {
        InstanceBound bound =
                InstanceBound.of(
                        List.of(SOLVED, OTHER_SEED),
                        List.of(
                                row("greedy", 0, 60_000),
                                row("greedy", 1, 10_000),
                                row("area", 0, 55_000),
                                row("area", 1, 90_000)));
        assertThat(bound)
                .isEqualTo(new InstanceBound(42_000, 50_000.0, List.of(0L), 55_000.0, 1.1, null));
    }

    @Test
    void hasNoGapWhereNothingWasSolved() {
        assertThat(InstanceBound.of(List.of(OTHER_SEED), List.of(row("greedy", 1, 50_000))))
                .isEqualTo(new InstanceBound(44_000, null, List.of(), null, null, null));
    }

    private static ExperimentRow row(String policy, long seed, double completionMillis) {
        RunSummary summary =
                new RunSummary(1, 1, 0, 0, completionMillis, 0, 0, 0, 0, 0, 0, 0, Map.of());
        return new ExperimentRow("ii5", policy, seed, summary, new double[21], 1, null);
    }
}
