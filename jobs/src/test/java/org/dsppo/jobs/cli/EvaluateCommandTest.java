package org.dsppo.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dsppo.policy.lab.evaluation.RunSummary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluateCommandTest {

    private static final String CLUSTER =
            """
            {"name": "one", "resources": ["cpu"],
             "clusters": [{"id": "edge", "tier": "edge"}],
             "nodes": [{"nodeId": "n1", "cluster": "edge", "labels": {}, "capacity": {"cpu": 1}}],
             "classes": {
               "c": [{"id": "s", "nodeSelector": {}, "demand": {"cpu": 1}, "runtimeMillis": 1000}],
               "big": [{"id": "s", "nodeSelector": {}, "demand": {"cpu": 2}, "runtimeMillis": 10}]}}
            """;

    @TempDir private Path folder;
    private Path cluster;

    @BeforeEach
    void writeCluster() throws IOException {
        cluster = Files.writeString(folder.resolve("cluster.json"), CLUSTER);
    }

    private Path tasks(String... lines) throws IOException {
        return Files.write(folder.resolve("tasks.jsonl"), List.of(lines));
    }

    private CommandRun evaluate(Path tasks, String... more) {
        List<String> args =
                new ArrayList<>(
                        List.of("evaluate", "--cluster", "" + cluster, "--tasks", "" + tasks));
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }

    private Path twoTasks() throws IOException {
        return tasks(
                """
                {"taskId": "a", "submittedAtMillis": 0, "taskClass": "c"}""",
                """
                {"taskId": "b", "submittedAtMillis": 400, "taskClass": "c", "runtimeScale": 0.5}""");
    }

    @Test
    void printsOneObjectWithTheRefereesNames() throws IOException {
        CommandRun run = evaluate(twoTasks(), "--json");

        assertThat(run.status()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.isObject()).isTrue();
        List<String> names =
                Arrays.stream(RunSummary.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList();
        assertThat(json.fieldNames()).toIterable().containsAll(names);
        // a runs from 0 to 1000, b waits from 400 and runs from 1000 to 1500.
        assertThat(json.get("averageCompletionMillis").asDouble())
                .isEqualTo((1000 + 1100) / 2.0, within(1e-9));
        assertThat(json.get("averageWaitingMillis").asDouble()).isEqualTo(300, within(1e-9));
        assertThat(json.get("makespanMillis").asDouble()).isEqualTo(1500, within(1e-9));
        assertThat(json.get("utilisation").asDouble()).isEqualTo(1, within(1e-9));
        assertThat(json.get("policy").asText()).isEqualTo("greedy");
        assertThat(json.get("results")).hasSize(1);
    }

    @Test
    void printsARowPerPolicyAndExportsEach() throws IOException {
        Path out = folder.resolve("out");
        CommandRun run =
                evaluate(twoTasks(), "--policy", "greedy:k=2,first-fit", "--export", "" + out);

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("trace time");
        assertThat(run.out().lines().filter(line -> line.endsWith(" 0")))
                .anyMatch(line -> line.startsWith("greedy:k=2 ") && line.contains("1.05 s"))
                .anyMatch(line -> line.startsWith("first-fit ") && line.contains("1.05 s"));
        assertThat(out.resolve("greedy:k=2/decisions.jsonl")).isRegularFile();
        assertThat(out.resolve("first-fit/run.json")).isRegularFile();
    }

    @Test
    void refusesAClassThatFitsNowhere() throws IOException {
        CommandRun run =
                evaluate(tasks("{\"taskId\":\"a\",\"submittedAtMillis\":0,\"taskClass\":\"big\"}"));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errorLines())
                .containsExactly(
                        "warning: strategy s of class big fits on no node of one; it is ignored",
                        "dsppo evaluate: class big of catalogue one fits on none of its 1 nodes,"
                                + " yet tasks.jsonl submits tasks of it");
    }

    @Test
    void refusesAnEmptyTrace() throws IOException {
        CommandRun run = evaluate(tasks(""));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errorLines()).last().asString().contains("submits no task");
    }

    @Test
    void namesTheLineOfABadTask() throws IOException {
        CommandRun run =
                evaluate(
                        tasks(
                                "{\"taskId\":\"a\",\"submittedAtMillis\":0,\"taskClass\":\"c\"}",
                                "{\"taskId\":\"b\",\"submittedAtMillis\":\"x\",\"taskClass\":\"c\"}"));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errorLines())
                .last()
                .asString()
                .contains("tasks.jsonl, line 2: submittedAtMillis is \"x\", expected");
    }

    @Test
    void whatIsReadOtherwiseThanMeantIsSaidOnStandardErrorOnly() throws IOException {
        Files.writeString(cluster, CLUSTER.replace("\"labels\"", "\"lables\""));
        CommandRun run =
                evaluate(
                        tasks(
                                """
                                {"taskId": "a", "submittedAtMillis": 90000000, "taskClass": "c", "prio": 1}""",
                                """
                                {"taskId": "b", "submittedAtMillis": 90000000, "taskClass": "d"}"""),
                        "--json");

        assertThat(run.status()).isZero();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.path("finished").intValue()).isEqualTo(1);
        assertThat(json.path("rejected").intValue()).isEqualTo(1);
        assertThat(json.path("makespanMillis").doubleValue()).isEqualTo(1000);
        assertThat(run.err())
                .contains(
                        "lables is not a known field (did you mean labels?)",
                        "line 1: prio is not a known field (did you mean priority?)",
                        "line 2: taskClass is \"d\", expected one of big, c; task b is rejected",
                        "times begin at 90000000 ms; they are rebased, the first to 0");
    }

    @Test
    void devicesBeyondTheCapacityEndTheCommandWithOneLine() throws IOException {
        Files.writeString(
                cluster,
                CLUSTER.replace(
                        "{\"cpu\": 1}}]",
                        "{\"cpu\": 1}, \"devices\": {\"cpu\": {\"count\": 2, \"units\": 1,"
                                + " \"memory\": 0}}}]"));
        CommandRun run = evaluate(twoTasks());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .contains(
                        "nodes[0].devices.cpu is 2 of 1 cpu, 2 together, expected at most the"
                                + " node's capacity of 1 cpu");
    }
}
