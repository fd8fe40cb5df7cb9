package org.dsppo.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dsppo.jobs.console.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExperimentModeTest {

    private static final String QUICK =
            "evaluate --experiment paper-stable --policies greedy,first-fit --seeds 0-2 --out ";

    @TempDir private Path folder;

    @Test
    void writesFiguresThatTheRunsAddUpTo() throws IOException {
        CommandRun run = CommandRun.ofLine(QUICK + folder + " --json");

        assertThat(run.status()).isEqualTo(ExitCode.OK);
        JsonNode printed = new ObjectMapper().readTree(run.out());
        assertThat(printed).isEqualTo(results());
        assertThat(names(printed))
                .containsExactly(
                        "experiment",
                        "description",
                        "headline",
                        "findings",
                        "provenance",
                        "seeds",
                        "policies",
                        "references",
                        "bounds",
                        "instances",
                        "acrossInstances",
                        "sections");
        JsonNode instance = printed.at("/instances/0");
        assertThat(names(instance))
                .containsExactly("name", "family", "load", "loadUnit", "policies", "bestHeuristic");
        JsonNode best = instance.at("/policies/0");
        assertThat(names(best))
                .containsExactly(
                        "policy",
                        "completionMillis",
                        "waitingMillis",
                        "p95CompletionMillis",
                        "p99CompletionMillis",
                        "utilisation",
                        "utilisationInWindow",
                        "waitQuantilesMillis",
                        "differenceToBest",
                        "regret",
                        "finished",
                        "rejected",
                        "violations",
                        "detail");
        assertThat(names(best.get("completionMillis")))
                .containsExactly("mean", "halfWidth", "samples");
        double mean =
                rows().stream()
                        .filter(row -> row[0].equals("ii5-stable-100") && row[1].equals("greedy"))
                        .mapToDouble(row -> Double.parseDouble(row[7]))
                        .average()
                        .orElseThrow();
        assertThat(best.get("policy").asText()).isEqualTo("greedy");
        assertThat(best.at("/completionMillis/mean").asDouble()).isCloseTo(mean, within(1e-6));
        assertThat(best.at("/finished").asInt()).isEqualTo(300);
        // A hundred tasks do not get in each other's way: the fastest strategies reach the bounds.
        JsonNode bound = printed.at("/bounds/ii5-stable-100");
        assertThat(names(bound))
                .containsExactly(
                        "lb0Millis", "lpMillis", "lpSeeds", "bestMillis", "gap", "exactMillis");
        assertThat(bound.get("lb0Millis").asDouble()).isCloseTo(mean, within(0.002 * mean));
        assertThat(bound.get("gap").asDouble()).isBetween(1 - 1e-9, 1.002);
        assertThat(Files.readString(folder.resolve("report.html"))).contains("<!DOCTYPE html>");
    }

    @Test
    void goesOnWhereItWasStopped() throws IOException {
        CommandRun first = CommandRun.ofLine(QUICK + folder + " --bounds none");
        assertThat(first.status()).isEqualTo(ExitCode.OK);
        assertThat(first.out()).contains("greedy").endsWith("report.html\n");
        JsonNode expected = withoutProvenance(results());
        Path csv = folder.resolve("results.csv");
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(1 + 2 * 2 * 3);
        Files.write(csv, lines.subList(0, 6));

        CommandRun second = CommandRun.ofLine(QUICK + folder + " --bounds none");

        assertThat(second.errorLines())
                .first()
                .isEqualTo("paper-stable: 41 %, 5 of 12 runs, found in results.csv");
        assertThat(withoutProvenance(results())).isEqualTo(expected);
        assertThat(Files.readAllLines(csv))
                .hasSize(13)
                .startsWith(lines.subList(0, 6).toArray(String[]::new));
        assertThat(Files.readAllLines(folder.resolve("distributions.csv"))).hasSizeGreaterThan(12);
    }

    @Test
    void addsPoliciesAndSeedsToAFolderButNoOtherExperiment() throws IOException {
        CommandRun.ofLine(QUICK + folder);
        String more =
                QUICK.replace("first-fit", "round-robin").replace("0-2", "1-3")
                        + folder
                        + " --bounds lb0";
        assertThat(CommandRun.ofLine(more).status()).isEqualTo(ExitCode.OK);
        assertThat(rows()).hasSize(12 + 2 * (3 + 1));

        CommandRun other = CommandRun.ofLine(QUICK.replace("paper-stable", "burst") + folder);
        assertThat(other.status()).isEqualTo(ExitCode.USER_ERROR);
        assertThat(other.errorLines())
                .containsExactly(
                        "dsppo evaluate: --out is %s, which holds experiment paper-stable; expected a new folder for experiment burst"
                                .formatted(folder));
    }

    @Test
    void leavesAFolderAloneThatHoldsOtherResults() throws IOException {
        Files.writeString(folder.resolve("results.csv"), "my own figures\n");
        CommandRun run = CommandRun.ofLine(QUICK + folder);
        assertThat(run.status()).isEqualTo(ExitCode.USER_ERROR);
        assertThat(run.err()).contains("which holds results but no experiment.json");
        assertThat(folder.resolve("results.csv")).hasContent("my own figures");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--experiment sweep | experiment is sweep, expected one of paper-stable",
                "--experiment burst --policies greedi | --policies: policy is 'greedi'",
                "--experiment burst --policies greedy:x=1 | --policies: ",
                "--experiment burst --seeds 3-1 | --seeds is '3-1', expected ranges that rise",
                "--experiment burst --threads 0 | --threads is 0, expected a number from 1",
                "--experiment burst --bounds tight | Invalid value for option '--bounds'",
                "--experiment burst --tasks stable | --tasks is for a single run",
                "--experiment openb | the experiment needs real traces, expected --traces DIR",
                "--experiment openb --traces /nowhere | /nowhere/openb",
            })
    void refusesWhatMakesNoSenseInOneLine(String options, String problem) {
        Path out = folder.resolve("out");
        CommandRun run = CommandRun.ofLine("evaluate " + options + " --out " + out);
        assertThat(run.status()).isEqualTo(ExitCode.USER_ERROR);
        assertThat(run.errorLines()).hasSize(1).allMatch(line -> line.contains(problem));
        assertThat(out).doesNotExist();
    }

    private JsonNode results() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("results.json").toFile());
    }

    private static JsonNode withoutProvenance(JsonNode results) {
        return ((ObjectNode) results).without("provenance");
    }

    private List<String[]> rows() throws IOException {
        return Files.readAllLines(folder.resolve("results.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
