package org.dsppo.operators.node;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.dsppo.operators.control.ControlMessage;
import org.dsppo.operators.state.OpenedHarness;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.schemas.allocation.Allocation;
import org.dsppo.schemas.node.NodeTelemetry;

/** One subtask of the node health operator. */
final class NodeHealthHarness implements AutoCloseable {

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
                        NodeReport::nodeId,
                        Types.STRING,
                        OpenedHarness.MAX_PARALLELISM,
                        parallelism,
                        subtask);
        harness.setStateBackend(backend);
        OpenedHarness.open(harness, state);
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
        OperatorSubtaskState part = OpenedHarness.part(parallelism, subtask, snapshot);
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
        return OpenedHarness.stateEntries(harness);
    }

    int timers() {
        return harness.numProcessingTimeTimers();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
