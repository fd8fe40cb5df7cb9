package org.dsppo.jobs.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.dsppo.operators.batching.BatchingFunction;
import org.dsppo.operators.batching.BatchingOptions;
import org.dsppo.policy.device.tuning.DeviceConfiguration;
import org.dsppo.policy.device.tuning.EpisodeArrivals;
import org.dsppo.policy.device.tuning.Scenario;
import org.dsppo.policy.device.tuning.ShareQuantum;
import org.dsppo.policy.device.tuning.TunedDevice;
import org.dsppo.policy.device.tuning.TunerOptions;
import org.dsppo.schemas.allocation.Allocation;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Operator and emulated device together, in virtual time. */
final class BatchingLoopTest {
    private static final TunedDevice DEVICE = TunedDevice.reference();
    private static final long START = 1_000_000;
    private static final long LENGTH_MILLIS = 60_000;
    private static final long TICK_MILLIS = 10;
    private static final long SEED = 3;

    private final List<Allocation> allocations = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(ShareQuantum.class)
    void tunedNodeServesBurstsFasterThanEqualShares(ShareQuantum quantum) throws Exception {
        BatchingOptions options =
                new BatchingOptions(DEVICE, new TunerOptions(3, 0, quantum), 1_000, 10_000, 60_000);
        BatchingDevice equal = device("equal", new ArrayList<>());
        List<TaskEvent> events = new ArrayList<>();
        BatchingDevice tuned = device("tuned", events);
        try (KeyedOneInputStreamOperatorTestHarness<String, TaskEvent, Allocation> harness =
                harness(options)) {
            for (long now = START; now <= START + LENGTH_MILLIS; now += TICK_MILLIS) {
                equal.advanceTo(now);
                tuned.advanceTo(now);
                feed(harness, events, now);
                harness.extractOutputValues().forEach(this::collect);
                harness.getOutput().clear();
                allocations.forEach(tuned::apply);
                allocations.clear();
            }
            assertThat(tuned.tally().arrivals()).isEqualTo(equal.tally().arrivals());
            assertThat(tuned.tally().meanDelaySeconds())
                    .isLessThan(.7 * equal.tally().meanDelaySeconds());
            harness.setProcessingTime(START + LENGTH_MILLIS + 12_000);
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numProcessingTimeTimers()).isZero();
        }
    }

    @Test
    void eventsOfOtherStrategiesLeaveNoTrace() throws Exception {
        BatchingOptions options =
                new BatchingOptions(
                        DEVICE,
                        new TunerOptions(3, 0, ShareQuantum.PERCENT),
                        1_000,
                        10_000,
                        60_000);
        try (KeyedOneInputStreamOperatorTestHarness<String, TaskEvent, Allocation> harness =
                harness(options)) {
            harness.setProcessingTime(START);
            harness.processElement(
                    new TaskEvent(
                            "t#1",
                            "t",
                            1,
                            "default",
                            "n",
                            "cpu",
                            TaskEventKind.STARTED,
                            START,
                            null),
                    0);
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numProcessingTimeTimers()).isZero();
        }
    }

    private void collect(Allocation allocation) {
        assertThat(allocation.nodeId()).isEqualTo("tuned");
        assertThat(allocation.batchMin()).isEqualTo(1);
        assertThat(allocation.expectedDelayMillis()).isNotNegative();
        allocations.add(allocation);
    }

    private static void feed(
            KeyedOneInputStreamOperatorTestHarness<String, TaskEvent, Allocation> harness,
            List<TaskEvent> events,
            long now)
            throws Exception {
        harness.setProcessingTime(now);
        for (TaskEvent event : events) {
            harness.processElement(event, 0);
        }
        events.clear();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, TaskEvent, Allocation> harness(
            BatchingOptions options) throws Exception {
        KeyedOneInputStreamOperatorTestHarness<String, TaskEvent, Allocation> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new BatchingFunction(options)),
                        TaskEvent::nodeId,
                        Types.STRING);
        harness.open();
        return harness;
    }

    private static BatchingDevice device(String nodeId, List<TaskEvent> events) {
        return new BatchingDevice(
                nodeId,
                DEVICE,
                EpisodeArrivals.of(DEVICE, Scenario.named("bursty"), SEED),
                DeviceConfiguration.initial(DEVICE),
                START,
                0,
                events::add);
    }
}
