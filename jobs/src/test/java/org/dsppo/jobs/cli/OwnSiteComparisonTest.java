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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OwnSiteComparisonTest {

    private static final String CLUSTER =
            """
            {"name": "one", "resources": ["cpu"],
             "clusters": [{"id": "edge", "tier": "edge"}],
             "nodes": [{"nodeId": "n1", "cluster": "edge", "labels": {}, "capacity": {"cpu": 1}}],
             "classes": {
               "c": [{"id": "s", "nodeSelector": {}, "demand": {"cpu": 1}, "runtimeMillis": 1000}]}}
            """;

    @TempDir private Path folder;
    private Path out;
    private String site;

    @BeforeEach
    void writeSite() throws IOException {
        Path cluster = Files.writeString(folder.resolve("cluster.json"), CLUSTER);
        // a runs from 0 to 1000, b waits from 400 and runs from 1000 to 1500, c finds it empty.
        Path tasks =
                Files.write(
                        folder.resolve("tasks.jsonl"),
                        List.of(line("a", 0, 1), line("b", 400, 0.5), line("c", 5000, 2)));
        out = folder.resolve("out");
        site = "evaluate --cluster " + cluster + " --tasks " + tasks + " --out " + out;
    }

    private static String line(String id, long millis, double scale) {
        return "{\"taskId\": \"%s\", \"submittedAtMillis\": %d, \"taskClass\": \"c\", \"runtimeScale\": %s}"
                .formatted(id, millis, scale);
    }

    @Test
    void comparesOnSamplesOfTheRecordedTasks() throws IOException {
        CommandRun run =
                CommandRun.ofLine(site + " --policies greedy,first-fit --seeds 0-9 --json");

        assertThat(run.status()).isEqualTo(ExitCode.OK);
        JsonNode printed = new ObjectMapper().readTree(run.out());
        assertThat(printed).isEqualTo(results());
        assertThat(printed.at("/experiment").asText()).isEqualTo("comparison");
        assertThat(printed.at("/description").asText())
                .isEqualTo(
                        "tasks.jsonl on one, 3 tasks, resampled for each seed in windows of 0.375 s");
        JsonNode instance = printed.at("/instances/0");
        assertThat(instance.at("/name").asText()).isEqualTo("one-tasks.jsonl");
        assertThat(instance.at("/bestHeuristic").asText()).isIn("greedy", "first-fit");
        assertThat(instance.at("/policies/0/completionMillis/samples").asInt()).isEqualTo(10);
        assertThat(instance.at("/policies/0/completionMillis/halfWidth").asDouble()).isPositive();
        assertThat(Files.readString(out.resolve("report.html"))).contains("<!DOCTYPE html>");
        List<String[]> rows = rows();
        assertThat(rows).hasSize(20);
        assertThat(rows.stream().map(row -> row[3]).distinct()).hasSizeGreaterThan(2);
        // One node and one strategy: both policies have no choice but the order of the queue.
        for (String[] row : rows) {
            assertThat(row[4]).as("finished of %s", row[3]).isEqualTo(row[3]);
        }
    }

    @ParameterizedTest
    @CsvSource({"--seeds recorded", "--seeds 7", "--seed 7"})
    void takesTasksAsRecordedForOneSeed(String seeds) throws IOException {
        CommandRun run = CommandRun.ofLine(site + " --policies greedy " + seeds);

        assertThat(run.status()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .startsWith("tasks.jsonl on one, 3 tasks, as recorded\n")
                .contains("Report: " + out.resolve("report.html"));
        assertThat(rows()).hasSize(1);
        assertThat(Double.parseDouble(rows().get(0)[7]))
                .isCloseTo((1000 + 1100 + 2000) / 3.0, within(1e-9));
    }

    @Test
    void makesAnotherSampleOfARecipeForEachSeed() throws IOException {
        String recipe = "evaluate --tasks tasks=150:jitter=0.02 --policy greedy ";
        assertThat(CommandRun.ofLine(recipe + "--seeds 3,5 --out " + out).status()).isZero();
        for (String[] row : rows()) {
            JsonNode single =
                    new ObjectMapper()
                            .readTree(
                                    CommandRun.ofLine(recipe + "--seed " + row[2] + " --json")
                                            .out());
            assertThat(Double.parseDouble(row[7]))
                    .isEqualTo(single.get("averageCompletionMillis").asDouble());
        }
        assertThat(rows().get(0)[7]).isNotEqualTo(rows().get(1)[7]);
    }

    @Test
    void goesOnInItsFolderUnlessClusterOrTasksHaveChanged() throws IOException {
        String line = site + " --policies greedy,first-fit --seeds 0-2";
        assertThat(CommandRun.ofLine(line).status()).isZero();
        JsonNode expected = figures();
        Path csv = out.resolve("results.csv");
        Files.write(csv, Files.readAllLines(csv).subList(0, 3));

        CommandRun second = CommandRun.ofLine(line);
        assertThat(second.status()).isZero();
        assertThat(second.errorLines())
                .first()
                .isEqualTo("comparison: 33 %, 2 of 6 runs, found in results.csv");
        assertThat(figures()).isEqualTo(expected);

        Files.writeString(folder.resolve("tasks.jsonl"), line("a", 0, 3) + "\n" + line("b", 9, 1));
        CommandRun other = CommandRun.ofLine(line);
        assertThat(other.status()).isEqualTo(ExitCode.USER_ERROR);
        assertThat(other.errorLines())
                .hasSize(1)
                .first()
                .asString()
                .contains("--out is " + out + ", which holds figures of the cluster and tasks with")
                .contains(
                        "; expected a new folder for figures of the cluster and tasks with digest");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seeds 4-1 | --seeds is '4-1', expected ranges that rise",
                "--seeds often | --seeds is 'often', expected numbers and ranges such as 0-19 or 1,5,9",
                "--seeds 0-2 --seed 3 | --seed and --seeds exclude each other",
                "--policies greedi | policy is 'greedi' (did you mean greedy?)",
                "--policy greedy --policies greedy | --policy and --policies exclude each other",
                "--seeds 0-2 --export x | --export is for a single run, expected --out",
                "--traces x | --traces is x, expected it with --experiment only",
                "--window 0 | --window is 0.0, expected seconds from 0.001",
                "--seeds 1 --window 5 | --window is 5.0 s, expected several seeds",
            })
    void refusesWhatMakesNoSenseInOneLine(String options, String problem) {
        CommandRun run = CommandRun.ofLine(site + " " + options);
        assertThat(run.status()).isEqualTo(ExitCode.USER_ERROR);
        assertThat(run.errorLines()).hasSize(1).allMatch(line -> line.contains(problem));
        assertThat(out).doesNotExist();
    }

    @Test
    void refusesToTakeARecipeAsRecorded() {
        CommandRun run = CommandRun.ofLine("evaluate --tasks stable --seeds recorded --out " + out);
        assertThat(run.status()).isEqualTo(ExitCode.USER_ERROR);
        assertThat(run.errorLines())
                .containsExactly(
                        "dsppo evaluate: --seeds is recorded, expected numbers such as 0-9, for a"
                                + " recipe makes its tasks");
    }

    @Test
    void takesGroupsOfPoliciesForOneRunToo() throws IOException {
        CommandRun run =
                CommandRun.ofLine(
                        "evaluate --tasks tasks=30 --policy learned,greedy,ds-ppo --json");
        List<String> policies = new ArrayList<>();
        new ObjectMapper()
                .readTree(run.out())
                .get("results")
                .forEach(each -> policies.add(each.get("policy").asText()));
        assertThat(policies).containsExactly("ds-ppo", "dqn", "reinforce", "greedy");
    }

    private JsonNode results() throws IOException {
        return new ObjectMapper().readTree(out.resolve("results.json").toFile());
    }

    /** Results without what differs from run to run. */
    private JsonNode figures() throws IOException {
        ObjectNode results = (ObjectNode) results();
        results.remove("provenance");
        return results;
    }

    private List<String[]> rows() throws IOException {
        return Files.readAllLines(out.resolve("results.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }
}
