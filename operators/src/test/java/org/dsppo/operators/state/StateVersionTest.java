package org.dsppo.operators.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.dsppo.operators.batching.BatchingFunction;
import org.dsppo.operators.batching.BatchingOptions;
import org.dsppo.policy.device.tuning.ShareQuantum;
import org.dsppo.policy.device.tuning.TunedDevice;
import org.dsppo.policy.device.tuning.TunerOptions;
import org.dsppo.schemas.task.TaskEvent;
import org.junit.jupiter.api.Test;

final class StateVersionTest {

    /** An operator of a release with another version; below 0 for one without. */
    private static final class OfVersion extends ProcessFunction<String, String>
            implements CheckpointedFunction {
        private final int version;

        OfVersion(int version) {
            this.version = version;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            if (version >= 0) {
                StateVersion.claim(context, version);
            }
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {}

        @Override
        public void processElement(String value, Context context, Collector<String> out) {}
    }

    private static OneInputStreamOperatorTestHarness<String, String> open(
            int version, OperatorSubtaskState state, int parallelism, int subtask)
            throws Exception {
        var harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ProcessOperator<>(new OfVersion(version)), 128, parallelism, subtask);
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private static OperatorSubtaskState snapshot(int version) throws Exception {
        try (var harness = open(version, null, 1, 0)) {
            return harness.snapshot(1, 0);
        }
    }

    @Test
    void comesThroughSnapshotsAndOtherParallelism() throws Exception {
        OperatorSubtaskState first = snapshot(7);
        OperatorSubtaskState[] halves = new OperatorSubtaskState[2];
        for (int subtask = 0; subtask < 2; subtask++) {
            OperatorSubtaskState part =
                    AbstractStreamOperatorTestHarness.repartitionOperatorState(
                            first, 128, 1, 2, subtask);
            try (var harness = open(7, part, 2, subtask)) {
                halves[subtask] = harness.snapshot(2, 0);
            }
        }
        OperatorSubtaskState both = AbstractStreamOperatorTestHarness.repackageState(halves);
        OperatorSubtaskState again =
                AbstractStreamOperatorTestHarness.repartitionOperatorState(both, 128, 2, 1, 0);
        assertThatThrownBy(() -> open(8, again, 1, 0))
                .hasMessageContaining("has state version 7, this release reads state version 8");
    }

    @Test
    void anotherOneIsRefusedWithOneLineAndForGood() throws Exception {
        int other = StateVersion.CURRENT + 1;
        OperatorSubtaskState state = snapshot(other);
        assertThatThrownBy(() -> restoreBatching(state))
                .isInstanceOf(StateVersionException.class)
                .hasMessage(
                        "the savepoint has state version %d, this release reads state version %d: restore it with the release that wrote it, or start without it"
                                .formatted(other, StateVersion.CURRENT))
                .satisfies(
                        refusal ->
                                assertThat(ThrowableClassifier.getThrowableType(refusal))
                                        .isEqualTo(ThrowableType.NonRecoverableError));
    }

    @Test
    void aSnapshotWithoutOneIsRefused() throws Exception {
        OperatorSubtaskState state = snapshot(-1);
        assertThatThrownBy(() -> restoreBatching(state))
                .hasMessageStartingWith("the savepoint has no state version, this release reads");
    }

    @Test
    void theCurrentOneIsTaken() throws Exception {
        restoreBatching(snapshot(StateVersion.CURRENT));
    }

    private static void restoreBatching(OperatorSubtaskState state) throws Exception {
        BatchingOptions options =
                new BatchingOptions(
                        TunedDevice.reference(),
                        new TunerOptions(3, 0, ShareQuantum.PERCENT),
                        1_000,
                        60_000,
                        60_000);
        try (var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new BatchingFunction(options)),
                        TaskEvent::nodeId,
                        Types.STRING,
                        128,
                        1,
                        0)) {
            harness.setup();
            harness.initializeState(state);
            harness.open();
        }
    }
}
