package org.dsppo.policy.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.evaluation.RunDistribution.ClassFigures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExperimentLogTest {

    private static final String HOSTILE = "a=b/c d,e;%é";

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("results.csv");
        try (ExperimentLog log = new ExperimentLog(file)) {
            log.append(row("greedy", 1));
            log.append(row("area", 2));
        }
    }

    private static ExperimentRow row(String policy, long seed) {
        double[] quantiles = new double[Quantiles.LEVELS.size()];
        quantiles[3] = 1.0 / 3;
        return new ExperimentRow(
                "any",
                policy,
                seed,
                new RunSummary(1, 1, 0, 0, 10.5, 2, 3, 4, 5, 6, 0.7, 0.8, Map.of()),
                new double[21],
                12,
                new RunDistribution(
                        quantiles,
                        List.of(
                                new ClassFigures(HOSTILE, 7, 0.1, 2.0 / 3, 1e-9),
                                new ClassFigures("ai", 1, 1, 0, 1))));
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        try (ExperimentLog log = new ExperimentLog(file)) {
            assertThat(log.rows()).hasSize(2);
            RunDistribution spread = log.rows().get(0).distribution();
            assertThat(spread.completionQuantilesMillis()[3]).isEqualTo(1.0 / 3);
            assertThat(spread.classes()).isEqualTo(row("greedy", 1).distribution().classes());
        }
    }

    @Test
    void doesARunAgainWhoseDistributionIsMissingOrCutOff() throws IOException {
        Path beside = folder.resolve("distributions.csv");
        List<String> lines = Files.readAllLines(beside);
        Files.write(
                beside, List.of(lines.get(0), lines.get(1), lines.get(2).replaceAll(".{5}$", "")));
        try (ExperimentLog log = new ExperimentLog(file)) {
            assertThat(log.contains("any", "greedy", 1)).isTrue();
            assertThat(log.contains("any", "area", 2)).isFalse();
            log.append(row("area", 2));
        }
        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(Files.readAllLines(beside)).isEqualTo(lines);
    }
}
