package org.dsppo.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dsppo.jobs.console.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnseenModeTest {

    /** One of the smallest. */
    private static final String ONE_SITE = "evaluate --experiment unseen-transfer --sites 2 ";

    @TempDir private Path folder;

    @Test
    void judgesAPolicyAndRunsHeuristicsOnlyOnce() throws IOException {
        String out =
                "--out %s --cache %s ".formatted(folder.resolve("out"), folder.resolve("cache"));
        CommandRun first = CommandRun.ofLine(ONE_SITE + out + "--policies round-robin --json");

        assertThat(first.status()).isEqualTo(ExitCode.OK);
        assertThat(first.errorLines())
                .first()
                .asString()
                .startsWith("unseen-transfer: 1 of 1, mono-1");
        JsonNode document = new ObjectMapper().readTree(first.out());
        JsonNode site = document.at("/results/0");
        JsonNode judged = site.at("/policies/0");
        assertThat(site.get("simulations").asInt()).isGreaterThan(50);
        assertThat(judged.get("ratio").asDouble())
                .isCloseTo(
                        sum(judged.get("completionMillis")) / sum(site.get("referenceMillis")),
                        within(1e-9));
        assertThat(judged.get("violations").asInt()).isZero();
        assertThat(document.at("/summaries/0/worst").asDouble())
                .isEqualTo(judged.get("ratio").asDouble());
        assertThat(Files.readAllLines(folder.resolve("out/results.csv"))).hasSize(2);
        assertThat(Files.readString(folder.resolve("out/report.html")))
                .contains("mono-1", "round-robin", site.get("reference").asText())
                .doesNotContain("http:", "https:");

        CommandRun second =
                CommandRun.ofLine(ONE_SITE + out + "--policy round-robin,first-fit:k=2");
        assertThat(second.status()).isEqualTo(ExitCode.OK);
        assertThat(second.out())
                .contains("round-robin takes %.3f times".formatted(judged.get("ratio").asDouble()))
                .contains("first-fit:k=2 takes ")
                .endsWith("report.html\n");
        JsonNode again = new ObjectMapper().readTree(folder.resolve("out/results.json").toFile());
        assertThat(again.at("/results/0/simulations").asInt()).isEqualTo(1);
        assertThat(again.at("/results/0/policies/0")).isEqualTo(judged);
    }

    private static double sum(JsonNode values) {
        double sum = 0;
        for (JsonNode each : values) {
            sum += each.asDouble();
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unseen-sites --sites 44 | --sites names 44, expected numbers from 0 to 43",
                "unseen-noise --sites 0-10 | --sites names 10, expected numbers from 0 to 9",
                "unseen-sites --sites all | --sites is 'all', expected numbers such as 0-9 or 1,5,9",
                "unseen-sites --seeds 0-4 | --seeds is 0-4, expected it with other experiments",
                "unseen-sites --policies best | --policies: policy is 'best'",
                "burst --sites 0-4 | --sites is 0-4, expected it with --experiment unseen-sites",
            })
    void refusesWhatMakesNoSense(String options, String problem) {
        CommandRun run =
                CommandRun.ofLine("evaluate --out %s --experiment %s".formatted(folder, options));
        assertThat(run.status()).isEqualTo(ExitCode.USER_ERROR);
        assertThat(run.errorLines()).last().asString().contains(problem);
        assertThat(List.of(folder.toFile().list())).isEmpty();
    }
}
