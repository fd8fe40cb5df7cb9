package org.dsppo.operators.state;

import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.TestableKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** What all harnesses of operators need: a start as in the jobs, from state or from none. */
public final class OpenedHarness {

    /** Key groups of every harness that is restored at another parallelism. */
    public static final int MAX_PARALLELISM = 128;

    private OpenedHarness() {}

    /**
     * Opens a harness whose state backend is set.
     *
     * @param state what it takes up; null for none
     */
    public static void open(
            AbstractStreamOperatorTestHarness<?> harness, OperatorSubtaskState state)
            throws Exception {
        ((SerializerConfigImpl) harness.getExecutionConfig().getSerializerConfig())
                .setGenericTypes(false);
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    /** What one of several subtasks takes up from the snapshots of another run. */
    public static OperatorSubtaskState part(
            int parallelism, int subtask, OperatorSubtaskState... snapshots) throws Exception {
        return AbstractStreamOperatorTestHarness.repartitionOperatorState(
                AbstractStreamOperatorTestHarness.repackageState(snapshots),
                MAX_PARALLELISM,
                snapshots.length,
                parallelism,
                subtask);
    }

    /** Entries of keyed state. */
    public static int stateEntries(AbstractStreamOperatorTestHarness<?> harness) throws Exception {
        // RocksDB deletes timers in batches, which a snapshot writes out.
        harness.snapshot(1, harness.getProcessingTime());
        return ((TestableKeyedStateBackend<?>)
                        ((AbstractStreamOperator<?>) harness.getOperator()).getKeyedStateBackend())
                .numKeyValueStateEntries();
    }
}
