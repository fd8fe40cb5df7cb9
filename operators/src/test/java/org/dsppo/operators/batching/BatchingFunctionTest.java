package org.dsppo.operators.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.dsppo.policy.batchtuning.ShareQuantum;
import org.dsppo.policy.batchtuning.TunedDevice;
import org.dsppo.policy.batchtuning.TunerOptions;
import org.dsppo.schemas.allocation.Allocation;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator measures of one node, by events whose sums were worked out by hand. */
final class BatchingFunctionTest {
    private static final long FORGET_MILLIS = 5_000;
    private static final BatchingOptions OPTIONS =
            new BatchingOptions(
                    TunedDevice.reference(),
                    new TunerOptions(3, 0, ShareQuantum.PERCENT),
                    1_000,
                    FORGET_MILLIS);

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

    private static int sum(List<Allocation> allocations) {
        return allocations.stream().mapToInt(Allocation::sharePercent).sum();
    }

    private static TaskEvent event(String taskId, TaskEventKind kind, long atMillis) {
        return new TaskEvent(
                taskId + "#1", taskId, 1, "default", "n", "resnet-50", kind, atMillis, null);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, TaskEvent, Allocation> harness()
            throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new BatchingFunction(OPTIONS)),
                        TaskEvent::nodeId,
                        Types.STRING);
        harness.open();
        return harness;
    }
}
