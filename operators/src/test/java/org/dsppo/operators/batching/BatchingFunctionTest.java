package org.dsppo.operators.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.dsppo.operators.state.OpenedHarness;
import org.dsppo.policy.device.tuning.ShareQuantum;
import org.dsppo.policy.device.tuning.TunedDevice;
import org.dsppo.policy.device.tuning.TunerOptions;
import org.dsppo.schemas.allocation.Allocation;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator measures of one node, by events whose sums were worked out by hand. */
final class BatchingFunctionTest {
    private static final long FORGET_MILLIS = 5_000;
    private static final long STEP_MILLIS = 1_000;
    private static final BatchingOptions OPTIONS =
            new BatchingOptions(
                    TunedDevice.reference(),
                    new TunerOptions(3, 0, ShareQuantum.PERCENT),
                    STEP_MILLIS,
                    FORGET_MILLIS,
                    60_000);

    /** A is there for 400 ms, B for 300 ms, C comes as the step ends: 700 ms over three tasks. */
    private static final List<TaskEvent> EVENTS =
            List.of(
                    event("a", TaskEventKind.STARTED, 1_000),
                    event("b", TaskEventKind.STARTED, 1_100),
                    event("a", TaskEventKind.FINISHED, 1_400),
                    event("b", TaskEventKind.FINISHED, 1_400),
                    event("c", TaskEventKind.STARTED, 2_000));

    @ParameterizedTest
    @ValueSource(strings = {"01234", "13402", "14032", "02413"})
    void measuresDelayInWhateverOrderPartitionsAreRead(String order) throws Exception {
        try (var harness = harness()) {
            harness.setProcessingTime(9_000);
            for (int at : order.chars().map(digit -> digit - '0').toArray()) {
                harness.processElement(EVENTS.get(at), 0);
            }
            harness.setProcessingTime(10_000);
            assertThat(harness.extractOutputValues())
                    .filteredOn(each -> each.taskClass().equals("resnet-50"))
                    .singleElement()
                    .satisfies(each -> assertThat(each.reason()).contains("mean delay 233.3 ms"));
        }
    }

    @Test
    void tellsANodeItsFirstSharesAndForgetsItWhenItIsSilent() throws Exception {
        try (var harness = harness()) {
            harness.setProcessingTime(9_000);
            for (TaskEvent event : EVENTS) {
                harness.processElement(event, 0);
            }
            harness.setProcessingTime(10_000);
            List<Allocation> allocations = harness.extractOutputValues();
            assertThat(allocations).extracting(Allocation::nodeId).containsOnly("n");
            assertThat(allocations)
                    .extracting(Allocation::taskClass)
                    .containsExactly("resnet-50", "vgg-16", "densenet-121");
            assertThat(sum(allocations)).isLessThanOrEqualTo(100);
            assertThat(harness.numKeyedStateEntries()).isPositive();
            harness.setProcessingTime(9_000 + FORGET_MILLIS + 1_000);
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numProcessingTimeTimers()).isZero();
        }
    }

    /** So many tasks of a class in a step, at equal distances, each there for 10 ms. */
    private static void tasks(
            KeyedOneInputStreamOperatorTestHarness<String, TaskEvent, Allocation> harness,
            String strategy,
            int count,
            long fromMillis)
            throws Exception {
        for (int i = 0; i < count; i++) {
            long at = fromMillis + i * STEP_MILLIS / count;
            String id = strategy + at;
            harness.processElement(event(id, strategy, TaskEventKind.STARTED, at), 0);
            harness.processElement(event(id, strategy, TaskEventKind.FINISHED, at + 10), 0);
        }
    }

    /** Steps of so many tasks of two classes; gives what was written about the second. */
    private static List<Allocation> steps(
            KeyedOneInputStreamOperatorTestHarness<String, TaskEvent, Allocation> harness,
            int steps,
            int resnets,
            int vggs)
            throws Exception {
        harness.getOutput().clear();
        for (int step = 0; step < steps; step++) {
            long now = harness.getProcessingTime();
            tasks(harness, "resnet-50", resnets, now);
            tasks(harness, "vgg-16", vggs, now);
            harness.setProcessingTime(now + STEP_MILLIS);
        }
        return harness.extractOutputValues().stream()
                .filter(each -> each.taskClass().equals("vgg-16"))
                .toList();
    }

    @Test
    void tellsADelayThatChangesThoughShareAndBatchDoNot() throws Exception {
        try (var harness = harness()) {
            harness.setProcessingTime(9_000);
            List<Allocation> first = steps(harness, 1, 20, 10);
            // Alone and at once on a third of the device: 1 ms + 9 ms / log10(1 + 9 * 0.33).
            assertThat(first)
                    .singleElement()
                    .satisfies(each -> assertThat(each.sharePercent()).isEqualTo(33))
                    .satisfies(
                            each ->
                                    assertThat(each.expectedDelayMillis())
                                            .isBetween(16.03, 1.3 * 16.03));
            assertThat(steps(harness, 5, 20, 10)).as("nothing has changed").isEmpty();

            List<Allocation> busier = steps(harness, 6, 20, 30);
            assertThat(busier).isNotEmpty().allMatch(each -> each.sharePercent() == 33);
            assertThat(busier.get(busier.size() - 1).expectedDelayMillis())
                    .isGreaterThan(1.1 * first.get(0).expectedDelayMillis());
        }
    }

    @Test
    void expectsNoDelayWhereNoTaskComesAndSaysSoOnce() throws Exception {
        try (var harness = harness()) {
            harness.setProcessingTime(9_000);
            steps(harness, 2, 20, 5);
            List<Allocation> faded = steps(harness, 40, 20, 0);
            assertThat(faded).filteredOn(each -> each.expectedDelayMillis() == null).hasSize(1);
            assertThat(faded).last().matches(each -> each.expectedDelayMillis() == null);
            assertThat(steps(harness, 1, 20, 5))
                    .singleElement()
                    .matches(each -> each.expectedDelayMillis() > 16.03);
        }
    }

    @Test
    void repeatsWhatHasNotChangedNowAndThenAcrossARestart() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.setProcessingTime(9_000);
            steps(harness, 1, 20, 10);
            snapshot = harness.snapshot(1, 10_000);
        }
        try (var harness = harness(snapshot)) {
            harness.setProcessingTime(10_000);
            assertThat(steps(harness, 59, 20, 10)).isEmpty();
            assertThat(steps(harness, 1, 20, 10)).hasSize(1);
            assertThat(steps(harness, 59, 20, 10)).isEmpty();
            assertThat(steps(harness, 1, 20, 10)).hasSize(1);
        }
    }

    private static int sum(List<Allocation> allocations) {
        return allocations.stream().mapToInt(Allocation::sharePercent).sum();
    }

    private static TaskEvent event(String taskId, TaskEventKind kind, long atMillis) {
        return event(taskId, "resnet-50", kind, atMillis);
    }

    private static TaskEvent event(
            String taskId, String strategy, TaskEventKind kind, long atMillis) {
        return new TaskEvent(
                taskId + "#1", taskId, 1, "default", "n", strategy, kind, atMillis, null);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, TaskEvent, Allocation> harness()
            throws Exception {
        return harness(null);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, TaskEvent, Allocation> harness(
            OperatorSubtaskState state) throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new BatchingFunction(OPTIONS)),
                        TaskEvent::nodeId,
                        Types.STRING);
        OpenedHarness.open(harness, state);
        return harness;
    }
}
