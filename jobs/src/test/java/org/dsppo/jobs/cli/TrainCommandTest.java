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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrainCommandTest {

    private static final String PLAN =
            """
            {"name": "tiny", "seed": 1, "families": ["edge-light"], "stages": [
              {"kind": "evolution", "generations": 2, "settings": {
                "population": 6, "sigma": 0.3, "leastSigma": 0.1, "seedsPerGeneration": 1,
                "validateEvery": 1, "validationSeeds": 1, "averaging": 0.5}},
              {"kind": "evolution", "generations": 1, "from": "start", "settings": {
                "population": 6, "sigma": 0.3, "leastSigma": 0.1, "seedsPerGeneration": 1,
                "validateEvery": 1, "validationSeeds": 1, "averaging": 0.5}}]}
            """;

    @TempDir private Path folder;

    private String plan(String json) throws IOException {
        return Files.writeString(folder.resolve("plan.json"), json).toString();
    }

    @Test
    void trainsByAPlanAndReportsOnItsStages() throws IOException {
        Path out = folder.resolve("tiny.policy");
        CommandRun run =
                CommandRun.ofLine(
                        "train --plan %s --ablate --judge 2 --json --out %s"
                                .formatted(plan(PLAN), out));

        assertThat(run.status()).describedAs(run.err()).isEqualTo(ExitCode.OK);
        JsonNode printed = new ObjectMapper().readTree(run.out());
        assertThat(printed.get("bytes").asLong()).isEqualTo(Files.size(out));
        assertThat(run.err())
                .contains("stage 0, evolution: step 2")
                .contains("validation: completion ")
                .contains("s left of 2 steps");
        JsonNode report =
                new ObjectMapper()
                        .readTree(folder.resolve("tiny.policy.report.json").toFile())
                        .get("record");
        assertThat(report.get("families")).hasSize(1);
        assertThat(report.at("/stages/0/curves/score")).hasSize(2);
        assertThat(report.at("/stages/1/how/kind").asText()).isEqualTo("evolution");
        assertThat(report.get("ablations")).hasSize(2);
        // The second stage began anew, so that nothing changes when the first is left out.
        assertThat(report.at("/ablations/0/difference/mean").asDouble()).isZero();
        String page = Files.readString(Path.of(printed.get("report").asText()));
        assertThat(page)
                .contains("Training of tiny", "after 1, evolution", "without 0, evolution", "<svg")
                .contains("edge-light")
                .doesNotContain("<script", "NaN");
    }

    @Test
    void tuningToASiteWritesItsReportToo() throws IOException {
        Path file = folder.resolve("site.policy");
        CommandRun run =
                CommandRun.ofLine(
                        "train --cluster ii5 --tasks tasks=40 --minutes 0.01 --out " + file);

        assertThat(run.status()).as(run.err()).isEqualTo(ExitCode.OK);
        Path page = folder.resolve("site.policy.report.html");
        assertThat(run.out()).contains("report " + page);
        assertThat(Files.readString(page))
                .contains("Training of ds-ppo-site")
                .contains("mean over 4 families, 10 samples each that training never saw.")
                .contains("load 0.65 to 1.0</th>", "as recorded</th>");
        assertThat(run.out())
                .contains("heldOut", "load 0.3 to 0.65", "to the best heuristic", "kept the ");
        JsonNode record =
                new ObjectMapper()
                        .readTree(folder.resolve("site.policy.report.json").toFile())
                        .get("record");
        assertThat(record.at("/start/overall/samples").asInt()).isEqualTo(10);
        assertThat(record.at("/stages/0/outcome/overall/samples").asInt()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--judge 0 | --judge is 0, expected 1 or more",
                "--ablate --minutes 1 | --ablate and --minutes exclude each other",
                "--minutes 0 | --minutes is 0.0, expected more than 0",
                "--reward-grid 0 | iterations is 0, expected at least 1",
                "--reward-grid 1 --reward all | --reward is all, expected objective or paper",
                "--plan /nowhere.json | /nowhere.json",
            })
    void refusesWhatMakesNoSenseInOneLine(String options, String problem) {
        CommandRun run =
                CommandRun.ofLine("train " + options + " --out " + folder.resolve("x.policy"));
        assertThat(run.status()).isEqualTo(ExitCode.USER_ERROR);
        assertThat(run.errorLines()).hasSize(1).allMatch(line -> line.contains(problem));
    }
}
