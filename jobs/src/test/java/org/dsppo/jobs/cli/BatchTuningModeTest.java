package org.dsppo.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dsppo.jobs.console.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BatchTuningModeTest {

    @TempDir private Path folder;

    @Test
    void comparesControllersOnTheSameTasksAndWritesEverything() throws IOException {
        Path out = folder.resolve("tuning");
        CommandRun run =
                CommandRun.of(
                        "evaluate",
                        "--experiment",
                        "batch-tuning",
                        "--policies",
                        "equal-share,best-static",
                        "--seeds",
                        "0-1",
                        "--out",
                        out.toString(),
                        "--json");
        assertThat(run.status()).isEqualTo(ExitCode.OK);
        JsonNode results = new ObjectMapper().readTree(run.out()).get("results");
        assertThat(results).hasSize(10 * 2 * 2);
        for (JsonNode row : results) {
            boolean equalShares = row.get("controller").asText().equals("equal-share");
            assertThat(row.get("againstJump").isNull()).isTrue();
            double againstStatic = row.get("againstStatic").get("mean").asDouble();
            if (!equalShares) {
                assertThat(againstStatic).isZero();
            } else if (row.get("scenario").asText().equals("asym-vgg")) {
                // 21.82 against 3.861 in the reference.
                assertThat(againstStatic).isBetween(4.0, 5.2);
            }
        }
        assertThat(Files.readAllLines(out.resolve("results.csv"))).hasSize(1 + 10 * 2 * 2 * 2);
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("asym-vgg", "best-static")
                .doesNotContain("http:", "https:");
    }

    @Test
    void namesTheControllersThatThereAre() {
        CommandRun run =
                CommandRun.of(
                        "evaluate",
                        "--experiment",
                        "batch-tuning",
                        "--policies",
                        "greedy",
                        "--out",
                        folder.toString());
        assertThat(run.status()).isEqualTo(ExitCode.USER_ERROR);
        assertThat(run.err()).contains("'greedy'").contains("forecast").contains("d3qn");
    }
}
