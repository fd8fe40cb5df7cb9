package org.dsppo.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.DeviceSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which device is whose is known after a restore, to the share. */
final class DevicesITCase {

    private static final Duration INTERVAL = Duration.ofHours(1);

    @TempDir private Path folder;

    /** One node of two devices, and tasks that do not end within a test. */
    private static Catalogue catalogue() {
        return new Catalogue(
                "two-devices",
                List.of("gpu", "gpumem"),
                List.of(new AcceleratorKind("gpu", "gpumem", null)),
                List.of(new ClusterSpec("c", "cloud", "default", Map.of(), Map.of())),
                List.of(
                        new NodeSpec(
                                "g",
                                "c",
                                Map.of(),
                                Map.of("gpu", 2.0, "gpumem", 20_000.0),
                                Map.of("gpu", new DeviceSpec(2, 1, 10_000.0)))),
                Map.of(
                        "most", List.of(part(0.6)),
                        "rest", List.of(part(0.4)),
                        "half", List.of(part(0.5))));
    }

    private static ExecutionStrategy part(double ofOne) {
        return new ExecutionStrategy(
                "s", Map.of(), Map.of("gpu", ofOne, "gpumem", 10_000 * ofOne), 3_600_000, null);
    }

    @Test
    void aRestoredJobKnowsWhatLiesOnWhichDevice() throws Exception {
        try (LiveSystem system = new LiveSystem(catalogue(), folder)) {
            system.startJob(1, null, INTERVAL, Map.of());
            submit(system, "most", "m0", "m1");
            awaitStarted(system, "m0", "m1");
            assertThat(Set.of(device(system, "m0"), device(system, "m1"))).hasSize(2);

            system.startJob(1, system.stopWithSavepoint(), INTERVAL, Map.of());
            // .8 of a device is free, but not on one.
            submit(system, "half", "h");
            system.await(
                    "it is said that the task waits",
                    () -> system.seen().told(DecisionKind.WAIT).contains("h"));
            submit(system, "rest", "r0", "r1");
            awaitStarted(system, "r0", "r1");
            assertThat(Set.of(device(system, "r0"), device(system, "r1"))).hasSize(2);

            cancel(system, "m1");
            awaitStarted(system, "h");
            assertThat(device(system, "h")).isEqualTo(device(system, "m1"));
            assertThat(system.seen().violations()).isEmpty();
        }
    }

    private static void submit(LiveSystem system, String taskClass, String... taskIds) {
        for (String taskId : taskIds) {
            system.submission(taskId, taskClass, "default").run();
        }
    }

    private static void cancel(LiveSystem system, String taskId) {
        TaskCancelled cancelled = new TaskCancelled(taskId, System.currentTimeMillis(), "default");
        byte[] json = MessageCodecs.TASK_MESSAGE.encode(TaskMessage.of(cancelled));
        system.send(Topic.TASKS, taskId, json);
    }

    private static void awaitStarted(LiveSystem system, String... taskIds) {
        system.await(
                String.join(" and ", taskIds) + " have started",
                () -> system.seen().nodesOf(Set.of(taskIds)).size() == taskIds.length);
    }

    private static int device(LiveSystem system, String taskId) {
        PlacementDecision assigned =
                system.seen().decisionsOn(taskId).stream()
                        .filter(each -> each.kind() == DecisionKind.ASSIGN)
                        .findFirst()
                        .orElseThrow();
        assertThat(assigned.devices()).hasSize(1);
        return assigned.devices().get(0).index();
    }
}
