package org.dsppo.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.operators.state.BatchingStates;
import org.dsppo.schemas.allocation.Allocation;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both jobs go on from the checked-in savepoints, on a broker that knows nothing of before. */
final class SavepointITCase {

    private static final Duration INTERVAL = Duration.ofHours(1);

    @TempDir private Path folder;

    private String savepoint(String job) throws Exception {
        return SavepointFile.unpacked(job, Files.createDirectory(folder.resolve(job))).address();
    }

    @Test
    void thePlacementJobKnowsWhatItHadPromised() throws Exception {
        try (LiveSystem system = LiveSystem.withoutDevices(TestCatalogue.of(1, 1), folder)) {
            system.startJob(1, savepoint(FilledPlacement.JOB), INTERVAL, FilledPlacement.OPTIONS);
            TaskEvent finished =
                    FilledPlacement.event(
                            "started",
                            1,
                            "alpha",
                            "alpha-0",
                            "two-cpu",
                            TaskEventKind.FINISHED,
                            System.currentTimeMillis());
            system.send(Topic.TASK_EVENTS, "started", MessageCodecs.TASK_EVENT.encode(finished));
            system.await(
                    "the place goes to the task that waited", () -> !assigned(system).isEmpty());

            PlacementDecision next = assigned(system).get(0);
            assertThat(next.taskId()).isEqualTo("waiting");
            assertThat(next.attempt()).isEqualTo(1);
            assertThat(next.node()).isEqualTo("alpha-0");
            assertThat(next.epoch()).isEqualTo(2);
            assertThat(next.policy().name()).isEqualTo(FilledPlacement.POLICY);
            assertThat(next.policy().version())
                    .isIn(FilledPlacement.ACTIVE, FilledPlacement.CANARY);
        }
    }

    /** Assignments in the cell whose node was full. */
    private static List<PlacementDecision> assigned(LiveSystem system) {
        return FilledPlacement.decisions(system).stream()
                .filter(each -> each.kind() == DecisionKind.ASSIGN)
                .filter(each -> each.cell().equals("alpha"))
                .toList();
    }

    @Test
    void theBatchingJobGoesOnWithTheSharesOfItsNode() throws Exception {
        SavepointFile savepoint =
                SavepointFile.unpacked(
                        FilledBatching.JOB, Files.createDirectory(folder.resolve("batching")));
        int[] percents;
        try (RestoredOperator operator = FilledBatching.batching(savepoint)) {
            percents = operator.value(FilledBatching.NODE, BatchingStates.node()).percents();
        }
        Map<String, String> options = new HashMap<>(FilledBatching.OPTIONS);
        // Nothing changes, so that what is told is what was in force.
        options.put("batching.gate", "1000000000000");
        try (LiveSystem system = LiveSystem.withoutDevices(TestCatalogue.of(1, 1), folder)) {
            system.startBatchingJob(1, savepoint.address(), INTERVAL, options);
            int[] sent = {1};
            system.await(
                    "the node is told its shares",
                    () -> {
                        FilledBatching.next(system, sent[0]++);
                        return system.read(Topic.ALLOCATIONS, 0).size() >= percents.length;
                    });
            Map<String, Integer> told = new HashMap<>();
            for (ConsumerRecord<String, byte[]> each : system.read(Topic.ALLOCATIONS, 3)) {
                Allocation allocation = MessageCodecs.ALLOCATION.decode(each.value());
                assertThat(allocation.nodeId()).isEqualTo(FilledBatching.NODE);
                told.put(allocation.taskClass(), allocation.sharePercent());
            }
            // A node that the job had forgotten would be told equal shares, of 33 each.
            assertThat(percents[1]).isGreaterThan(33);
            assertThat(told)
                    .isEqualTo(
                            Map.of(
                                    "resnet-50",
                                    percents[0],
                                    FilledBatching.STRATEGY,
                                    percents[1],
                                    "densenet-121",
                                    percents[2]));
        }
    }
}
