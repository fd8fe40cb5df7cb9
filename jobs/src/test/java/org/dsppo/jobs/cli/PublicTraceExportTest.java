package org.dsppo.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.dsppo.schemas.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is exported of public traces, held to their files by another reading of them. */
final class PublicTraceExportTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    private void evaluate(String trace) {
        CommandRun run = CommandRun.ofLine("evaluate " + trace + " --export " + folder);
        assertThat(run.status()).as(run.err()).isZero();
    }

    private JsonNode cluster() throws IOException {
        return JSON.readTree(folder.resolve("cluster.json").toFile());
    }

    private Map<String, JsonNode> tasks() throws IOException {
        Map<String, JsonNode> tasks = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve("tasks.jsonl"))) {
            JsonNode task = JSON.readTree(line);
            assertThat(tasks.put(task.get("taskId").asText(), task)).isNull();
        }
        return tasks;
    }

    private static List<String[]> rows(Path file, String separator) throws IOException {
        return Files.readAllLines(file).stream().map(line -> line.split(separator, -1)).toList();
    }

    private static double of(JsonNode amounts, String kind) {
        return amounts.path(kind).asDouble(0);
    }

    @Test
    void openbKeepsEveryDeviceAndEveryPodThatRanAndFits() throws IOException {
        Path openb = SharedData.of("traces/openb");
        evaluate(
                "--trace openb:%s:file=gpuspec33 --nodes 39 --compress 40 --policy first-fit"
                        .formatted(openb));

        Map<String, String[]> listed = new HashMap<>();
        for (String[] row : rows(openb.resolve("openb_node_list_gpu_node.csv"), ",")) {
            listed.put(row[0], row);
        }
        JsonNode cluster = cluster();
        assertThat(cluster.get("accelerators").get(0).get("sharing").asText()).isEqualTo("device");
        assertThat(cluster.get("nodes")).hasSize(39);
        for (JsonNode node : cluster.get("nodes")) {
            String[] row = listed.get(node.get("nodeId").asText());
            assertThat(of(node.get("capacity"), "cpu")).isEqualTo(Long.parseLong(row[1]) / 1000.0);
            assertThat(of(node.get("capacity"), "mem")).isEqualTo(Long.parseLong(row[2]));
            assertThat(of(node.get("capacity"), "gpu")).isEqualTo(Long.parseLong(row[3]));
            assertThat(node.get("devices").get("gpu").get("count").asLong())
                    .isEqualTo(Long.parseLong(row[3]));
            assertThat(node.get("devices").get("gpu").get("units").asDouble()).isEqualTo(1);
            assertThat(node.get("labels").get("model").asText()).isEqualTo(row[4]);
        }

        Map<String, JsonNode> tasks = tasks();
        int expected = 0;
        List<String[]> pods = rows(openb.resolve("openb_pod_list_gpuspec33.csv"), ",");
        for (String[] pod : pods.subList(1, pods.size())) {
            if (ran(pod) && fits(pod, cluster)) {
                expected++;
                check(tasks.get(pod[0]), pod, cluster);
            }
        }
        assertThat(tasks).hasSize(expected);
        assertThat(expected).isGreaterThan(7_000);
    }

    private static boolean ran(String[] pod) {
        return !pod[9].isEmpty()
                && !pod[10].isEmpty()
                && Long.parseLong(pod[9]) > Long.parseLong(pod[10]);
    }

    private static boolean fits(String[] pod, JsonNode cluster) {
        Set<String> models = named(pod);
        boolean any = pod[5].isEmpty() || pod[3].equals("0");
        return StreamSupport.stream(cluster.get("nodes").spliterator(), false)
                .filter(node -> any || models.contains(node.get("labels").get("model").asText()))
                .map(node -> node.get("capacity"))
                .anyMatch(
                        has ->
                                of(has, "cpu") * 1000 >= Long.parseLong(pod[1])
                                        && of(has, "mem") >= Long.parseLong(pod[2])
                                        && of(has, "gpu") >= gpus(pod));
    }

    /** Models that a pod may use, of which some rows name one twice. */
    private static Set<String> named(String[] pod) {
        return new HashSet<>(List.of(pod[5].split("\\|")));
    }

    private static double gpus(String[] pod) {
        return Long.parseLong(pod[3]) * Long.parseLong(pod[4]) / 1000.0;
    }

    private static void check(JsonNode task, String[] pod, JsonNode cluster) {
        assertThat(task).as("pod %s", pod[0]).isNotNull();
        assertThat(task.get("submittedAtMillis").asDouble())
                .isCloseTo(Long.parseLong(pod[8]) * 1000 / 40.0, within(0.5));
        double seconds = Long.parseLong(pod[9]) - Long.parseLong(pod[10]);
        Set<String> models = new HashSet<>();
        for (JsonNode way : cluster.get("classes").get(task.get("taskClass").asText())) {
            assertThat(of(way.get("demand"), "cpu")).isEqualTo(Long.parseLong(pod[1]) / 1000.0);
            assertThat(of(way.get("demand"), "mem")).isEqualTo(Long.parseLong(pod[2]));
            assertThat(of(way.get("demand"), "gpu")).isEqualTo(gpus(pod));
            assertThat(way.get("runtimeMillis").asLong() * task.get("runtimeScale").asDouble())
                    .isCloseTo(seconds * 1000, within(1.0));
            if (way.get("nodeSelector").has("model")) {
                models.add(way.get("nodeSelector").get("model").asText());
            }
        }
        if (models.isEmpty()) {
            assertThat(pod[5].isEmpty() || pod[3].equals("0")).isTrue();
        } else {
            assertThat(named(pod)).containsAll(models);
        }
    }

    @Test
    void gavelKeepsEveryDeviceOfEveryRackAndEveryJobThatWasMeasured() throws IOException {
        Path gavel = SharedData.of("traces/gavel");
        evaluate("--trace gavel:%s:file=0e4a51 --racks 2 --policy first-fit".formatted(gavel));

        JsonNode cluster = cluster();
        assertThat(cluster.get("nodes")).hasSize(6);
        for (JsonNode node : cluster.get("nodes")) {
            assertThat(of(node.get("capacity"), "gpu")).isEqualTo(16);
            assertThat(node.get("devices").get("gpu").get("count").asInt()).isEqualTo(16);
        }
        JsonNode measured = JSON.readTree(gavel.resolve("simulation_throughputs.json").toFile());
        Map<String, JsonNode> tasks = tasks();
        List<String[]> jobs = rows(gavel.resolve("0e4a51.trace"), "\t");
        int expected = 0;
        for (int line = 0; line < jobs.size(); line++) {
            String[] job = jobs.get(line);
            int gang = Integer.parseInt(job[6]);
            Map<String, Double> speeds = speeds(measured, job[0], gang);
            if (gang > 8 || speeds.isEmpty()) {
                continue;
            }
            expected++;
            JsonNode task = tasks.get("job-%06d".formatted(line + 1));
            assertThat(task).as("line %d", line + 1).isNotNull();
            JsonNode ways = cluster.get("classes").get(task.get("taskClass").asText());
            assertThat(ways).hasSize(speeds.size());
            for (JsonNode way : ways) {
                assertThat(of(way.get("demand"), "gpu")).isEqualTo(gang);
                double millis = 1000 * Long.parseLong(job[4]) / speeds.get(way.get("id").asText());
                assertThat(way.get("runtimeMillis").asLong() * task.get("runtimeScale").asDouble())
                        .isCloseTo(millis, within(1e-3 * millis));
            }
        }
        assertThat(tasks).hasSize(expected);
        assertThat(expected).isGreaterThan(900);
    }

    private static Map<String, Double> speeds(JsonNode measured, String type, int gang) {
        Map<String, Double> speeds = new HashMap<>();
        for (String model : List.of("v100", "p100", "k80")) {
            double speed =
                    measured.get(model)
                            .path("('%s', %d)".formatted(type, gang))
                            .path("null")
                            .asDouble(0);
            if (speed > 0) {
                speeds.put(model, speed);
            }
        }
        return speeds;
    }
}
