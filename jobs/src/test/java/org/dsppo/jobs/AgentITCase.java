package org.dsppo.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.DeviceSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.catalogue.Sharing;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.task.Payload;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From tasks on a topic to processes on devices: the job places them, agents run them, one agent is
 * killed and comes back, one is held up for so long that its tasks go elsewhere.
 */
final class AgentITCase {

    /** Enough for every node to have some at each moment. */
    private static final int TASKS = Integer.getInteger("dsppo.agent.tasks", 60);

    /** A machine that is busy with all that tests run may hold agents up for a while. */
    private static final Map<String, String> OPTIONS =
            Map.of(
                    "max.failures", "50",
                    "lease", "2 min",
                    "node.suspect.after", "20 s",
                    "node.down.after", "40 s");

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final String GPU = "GPU-1b5e70f2-3c7e-4a51-9f0d-6f2a9f4b1c02";

    @TempDir private Path folder;

    /** A quarter of a GPU, most of an NPU or a whole GPU of another maker. */
    private static Catalogue catalogue() {
        List<NodeSpec> nodes =
                List.of(
                        node("nv-0", "gpu", new DeviceSpec(2, 1, 143_771.0)),
                        node("npu-0", "npu", new DeviceSpec(4, 1, 8_192.0)),
                        node("amd-0", "gpu", new DeviceSpec(2, 1, 65_520.0)));
        Map<String, List<ExecutionStrategy>> classes =
                Map.of(
                        "job",
                        List.of(
                                strategy("quarter", "nv-0", Map.of("gpu", 0.25, "gpumem", 1_000.0)),
                                strategy("most", "npu-0", Map.of("npu", 0.7, "npumem", 500.0)),
                                strategy("whole", "amd-0", Map.of("gpu", 1.0, "gpumem", 900.0))));
        return new Catalogue(
                "loopback",
                List.of("gpu", "gpumem", "npu", "npumem"),
                List.of(
                        new AcceleratorKind("gpu", "gpumem", Sharing.DEVICE),
                        new AcceleratorKind("npu", "npumem", Sharing.DEVICE)),
                List.of(new ClusterSpec("room", "edge", "default", Map.of(), Map.of())),
                nodes,
                classes);
    }

    private static NodeSpec node(String nodeId, String kind, DeviceSpec devices) {
        Map<String, Double> capacity = new LinkedHashMap<>();
        capacity.put(kind, devices.count() * devices.units());
        capacity.put(kind + "mem", devices.count() * devices.memory());
        return new NodeSpec(
                nodeId, "room", Map.of("node", nodeId), capacity, Map.of(kind, devices));
    }

    private static ExecutionStrategy strategy(String id, String node, Map<String, Double> demand) {
        return new ExecutionStrategy(id, Map.of("node", node), demand, 1_000, null);
    }

    /** Writes down what it was told when it begins, and once more when it ends. */
    private Path program(Path results) throws IOException {
        Path program =
                Files.writeString(
                        folder.resolve("work.sh"),
                        """
                        #!/bin/sh
                        results=%s
                        name=$DSPPO_TASK_ID.$DSPPO_ATTEMPT
                        env >"$results/$name.new"
                        mv "$results/$name.new" "$results/$name.begun"
                        sleep "$1"
                        : >"$results/$name.ended"
                        """
                                .formatted(results));
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void submit(LiveSystem system, String taskId, Path program, String seconds) {
        TaskSubmitted task =
                new TaskSubmitted(
                        taskId,
                        System.currentTimeMillis(),
                        "job",
                        0,
                        1,
                        null,
                        null,
                        0,
                        null,
                        null,
                        null,
                        new Payload("{\"command\":[\"" + program + "\",\"" + seconds + "\"]}"));
        system.send(Topic.TASKS, taskId, MessageCodecs.TASK_MESSAGE.encode(TaskMessage.of(task)));
    }

    @Test
    void everyTaskRunsOnceToItsEndOnTheDevicesItWasGiven() throws Exception {
        Path results = Files.createDirectories(folder.resolve("results"));
        Path program = program(results);
        long begun = System.nanoTime();
        try (LiveSystem system = LiveSystem.withoutDevices(catalogue(), folder.resolve("system"))) {
            system.startJob(1, null, Duration.ofSeconds(5), OPTIONS);
            try (LoopbackNode nvidia = nvidia(system, program);
                    LoopbackNode ascend = ascend(system, program);
                    LoopbackNode amd = amd(system, program)) {
                for (LoopbackNode each : List.of(nvidia, ascend, amd)) {
                    each.start();
                }
                for (int i = 0; i < TASKS; i++) {
                    submit(system, "t-" + i, program, i % 10 == 0 ? "3" : "0.3");
                }
                until("each has begun", () -> hasBegun(nvidia) & hasBegun(ascend) & hasBegun(amd));
                until("some run", () -> running(nvidia) > 0);
                nvidia.kill();
                nvidia.start();
                until("some run", () -> running(ascend) > 0);
                int repeated = repeated(results);
                ascend.freeze();
                until("it was stopped", () -> running(ascend) == 0);
                until("its task is another's", () -> repeated(results) > repeated);
                ascend.thaw();
                until("all have ended", () -> files(results, ".ended").size() >= TASKS);
                List<TaskEvent> finished = finished(system);
                report(results, nvidia, ascend, amd, begun);
                checkResults(results);
                assertThat(finished.stream().map(TaskEvent::taskId).distinct()).hasSize(TASKS);
                assertThat(nvidia.log()).contains("agent of room/nv-0, 2 devices");
                assertThat(List.of(nvidia.isAlive(), ascend.isAlive(), amd.isAlive()))
                        .containsOnly(true);
            }
        }
    }

    private LoopbackNode nvidia(LiveSystem system, Path program) throws IOException {
        return new LoopbackNode(
                "nv-0",
                folder.resolve("nv-0"),
                system.bootstrapServers(),
                Map.of(
                        "nvidia-smi --query-gpu", "nvidia-h200.csv",
                        "nvidia-smi -L", "nvidia-l.txt"),
                program);
    }

    private LoopbackNode ascend(LiveSystem system, Path program) throws IOException {
        return new LoopbackNode(
                "npu-0",
                folder.resolve("npu-0"),
                system.bootstrapServers(),
                Map.of("npu-smi", "npu-310.txt"),
                program);
    }

    private LoopbackNode amd(LiveSystem system, Path program) throws IOException {
        return new LoopbackNode(
                "amd-0",
                folder.resolve("amd-0"),
                system.bootstrapServers(),
                Map.of("rocm-smi", "rocm-mi250.json"),
                program);
    }

    private static boolean hasBegun(LoopbackNode node) {
        node.startAgainIfGone();
        try {
            return !node.attemptsWith("process").isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int running(LoopbackNode node) {
        try {
            return node.running();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain until " + what).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private static List<String> files(Path results, String suffix) {
        try (Stream<Path> all = Files.list(results)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(suffix))
                    .map(name -> name.substring(0, name.length() - suffix.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Attempts beyond the first that have begun. */
    private static int repeated(Path results) {
        return (int) files(results, ".begun").stream().filter(name -> !name.endsWith(".1")).count();
    }

    /** The events that say that a task is done, once all of them are there. */
    private static List<TaskEvent> finished(LiveSystem system) throws Exception {
        Set<TaskEvent> finished = new LinkedHashSet<>();
        Set<String> tasks = new LinkedHashSet<>();
        for (int atLeast = TASKS; tasks.size() < TASKS; atLeast++) {
            for (var each : system.read(Topic.TASK_EVENTS, Math.min(atLeast, 2 * TASKS))) {
                TaskEvent event = MessageCodecs.TASK_EVENT.decode(each.value());
                if (event.kind() == TaskEventKind.FINISHED) {
                    finished.add(event);
                    tasks.add(event.taskId());
                }
            }
        }
        return new ArrayList<>(finished);
    }

    /** What of the recorded devices has room is device 1 everywhere. */
    private static void checkResults(Path results) throws IOException {
        List<String> ended = files(results, ".ended");
        assertThat(ended.stream().map(name -> name.substring(0, name.lastIndexOf('.'))))
                .as("tasks that ran to their end")
                .doesNotHaveDuplicates()
                .hasSize(TASKS);
        for (String each : files(results, ".begun")) {
            List<String> told = Files.readAllLines(results.resolve(each + ".begun"));
            assertThat(told).contains("DSPPO_CLUSTER=room");
            if (told.contains("DSPPO_NODE=nv-0")) {
                assertThat(told)
                        .contains(
                                "DSPPO_STRATEGY=quarter",
                                "DSPPO_DEVICES=gpu:1=0.25",
                                "CUDA_VISIBLE_DEVICES=" + GPU,
                                "NVIDIA_VISIBLE_DEVICES=" + GPU,
                                "CUDA_MPS_ACTIVE_THREAD_PERCENTAGE=25",
                                "CUDA_MPS_PINNED_DEVICE_MEM_LIMIT=0=1000M");
            } else if (told.contains("DSPPO_NODE=npu-0")) {
                assertThat(told)
                        .contains("DSPPO_STRATEGY=most", "DSPPO_DEVICES=npu:1=0.7")
                        .contains("ASCEND_RT_VISIBLE_DEVICES=1", "ASCEND_VISIBLE_DEVICES=1");
            } else {
                assertThat(told)
                        .contains("DSPPO_NODE=amd-0", "DSPPO_STRATEGY=whole")
                        .contains("DSPPO_DEVICES=gpu:1=1.0", "ROCR_VISIBLE_DEVICES=1");
            }
        }
    }

    private static void report(
            Path results,
            LoopbackNode nvidia,
            LoopbackNode ascend,
            LoopbackNode amd,
            long begunNanos)
            throws IOException {
        System.out.printf(
                "%d tasks in %d s: %d attempts began, %d ended; attempts on nv-0 %d, npu-0 %d (%d"
                        + " stopped when cut off), amd-0 %d%n",
                TASKS,
                Duration.ofNanos(System.nanoTime() - begunNanos).toSeconds(),
                files(results, ".begun").size(),
                files(results, ".ended").size(),
                nvidia.attemptsWith("process").size(),
                ascend.attemptsWith("process").size(),
                ascend.attemptsWith("fenced").size(),
                amd.attemptsWith("process").size());
    }
}
