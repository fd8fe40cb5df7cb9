package org.dsppo.operators.node;

import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.TestableKeyedStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.dsppo.operators.control.ControlMessage;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.schemas.allocation.Allocation;
import org.dsppo.schemas.node.NodeTelemetry;

/** One subtask of the node health operator. */
final class NodeHealthHarness implements AutoCloseable {

    private static final int MAX_PARALLELISM = 128;

    private final KeyedBroadcastOperatorTestHarness<String, NodeReport, ControlMessage, NodeChanged>
            harness;
    private int taken;

    private NodeHealthHarness(
            NodeHealthOptions options,
            StateBackend backend,
            int parallelism,
            int subtask,
            OperatorSubtaskState state)
            throws Exception {
        harness =
                new KeyedBroadcastOperatorTestHarness<>(
                        new CoBroadcastWithKeyedOperator<>(
                                new NodeHealthFunction(options),
                                NodeHealthFunction.broadcastStates()),
                        NodeReport::node,
                        Types.STRING,
                        MAX_PARALLELISM,
                        parallelism,
                        subtask);
        ((SerializerConfigImpl) harness.getExecutionConfig().getSerializerConfig())
                .setGenericTypes(false);
        harness.setStateBackend(backend);
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    static NodeHealthHarness start(NodeHealthOptions options, StateBackend backend)
            throws Exception {
        return new NodeHealthHarness(options, backend, 1, 0, null);
    }

    /** One of several subtasks of a run from the snapshot of a single one. */
    static NodeHealthHarness restore(
            NodeHealthOptions options,
            StateBackend backend,
            int parallelism,
            int subtask,
            OperatorSubtaskState snapshot)
            throws Exception {
        OperatorSubtaskState part =
                AbstractStreamOperatorTestHarness.repartitionOperatorState(
                        AbstractStreamOperatorTestHarness.repackageState(snapshot),
                        MAX_PARALLELISM,
                        1,
                        parallelism,
                        subtask);
        return new NodeHealthHarness(options, backend, parallelism, subtask, part);
    }

    OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(1, now());
    }

    long now() {
        return harness.getProcessingTime();
    }

    /** All timers due by then see that time. */
    void jumpTo(long millis) throws Exception {
        harness.setProcessingTime(millis);
    }

    void control(ControlMessage message) throws Exception {
        harness.processBroadcastElement(message, 0);
    }

    void report(NodeTelemetry report) throws Exception {
        harness.processElement(NodeReport.of(report), 0);
    }

    void allocate(Allocation allocation) throws Exception {
        harness.processElement(NodeReport.of(allocation), 0);
    }

    /** What was passed on since the last call. */
    List<NodeChanged> changes() {
        List<NodeChanged> all = harness.extractOutputValues();
        List<NodeChanged> fresh = List.copyOf(all.subList(taken, all.size()));
        taken = all.size();
        return fresh;
    }

    int stateEntries() throws Exception {
        // RocksDB deletes timers in batches, which a snapshot writes out.
        snapshot();
        return ((TestableKeyedStateBackend<?>) harness.getOperator().getKeyedStateBackend())
                .numKeyValueStateEntries();
    }

    int timers() {
        return harness.numProcessingTimeTimers();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
