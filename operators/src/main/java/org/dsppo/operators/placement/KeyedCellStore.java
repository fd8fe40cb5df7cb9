package org.dsppo.operators.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.util.FlinkRuntimeException;
import org.dsppo.operators.state.EarlyEventState;
import org.dsppo.operators.state.EndedTaskState;
import org.dsppo.operators.state.LiveTaskState;
import org.dsppo.operators.state.NodeChangeState;
import org.dsppo.operators.state.OrphanedAttemptState;
import org.dsppo.operators.state.PlacementStates;
import org.dsppo.operators.state.SummaryState;
import org.dsppo.policy.engine.EarlyEvent;
import org.dsppo.policy.engine.EndedTask;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.policy.engine.OrphanState;
import org.dsppo.policy.engine.TaskState;

/** A cell in keyed state: whatever key is current. */
final class KeyedCellStore implements CellStore {

    private final MapState<String, LiveTaskState> tasks;
    private final MapState<String, EndedTaskState> ended;
    private final MapState<String, NodeChangeState> nodes;
    private final MapState<String, OrphanedAttemptState> orphans;
    private final MapState<String, EarlyEventState> early;
    private final ValueState<SummaryState> summary;

    KeyedCellStore(RuntimeContext context) {
        tasks = context.getMapState(PlacementStates.tasks());
        ended = context.getMapState(PlacementStates.ended());
        nodes = context.getMapState(PlacementStates.nodes());
        orphans = context.getMapState(PlacementStates.orphans());
        early = context.getMapState(PlacementStates.early());
        summary = context.getState(PlacementStates.summary());
    }

    /** An access to state, all of which declare Exception. */
    private interface Access<T> {
        T run() throws Exception;
    }

    private static <T> T access(String what, Access<T> access) {
        try {
            return access.run();
        } catch (Exception e) {
            throw new FlinkRuntimeException("state access failed: " + what, e);
        }
    }

    private static <T> void put(MapState<String, T> state, String key, T value) {
        access(
                "put " + key,
                () -> {
                    state.put(key, value);
                    return null;
                });
    }

    private static void remove(MapState<String, ?> state, String key) {
        access(
                "remove " + key,
                () -> {
                    state.remove(key);
                    return null;
                });
    }

    /** A copy, since the engine removes entries while it reads them. */
    private static <S, T> List<T> values(MapState<String, S> state, Function<S, T> toEngine) {
        return access(
                "read values",
                () -> {
                    List<T> values = new ArrayList<>();
                    state.values().forEach(each -> values.add(toEngine.apply(each)));
                    return values;
                });
    }

    @Override
    public void putTask(String taskId, Supplier<TaskState> state) {
        put(tasks, taskId, LiveTaskState.of(state.get()));
    }

    @Override
    public void removeTask(String taskId) {
        remove(tasks, taskId);
    }

    @Override
    public void putEnded(EndedTask task) {
        put(ended, task.taskId(), EndedTaskState.of(task));
    }

    @Override
    public void removeEnded(String taskId) {
        remove(ended, taskId);
    }

    @Override
    public void putNode(NodeChanged node) {
        put(nodes, node.nodeId(), NodeChangeState.of(node));
    }

    @Override
    public void removeNode(String nodeId) {
        remove(nodes, nodeId);
    }

    @Override
    public void putOrphan(OrphanState orphan) {
        put(orphans, orphan.key(), OrphanedAttemptState.of(orphan));
    }

    @Override
    public void removeOrphan(String key) {
        remove(orphans, key);
    }

    @Override
    public void putEarly(EarlyEvent each) {
        put(early, each.event().taskId(), EarlyEventState.of(each));
    }

    @Override
    public void removeEarly(String taskId) {
        remove(early, taskId);
    }

    @Override
    public List<NodeChanged> nodes() {
        return values(nodes, NodeChangeState::toEngine);
    }

    @Override
    public List<OrphanState> orphans() {
        return values(orphans, OrphanedAttemptState::toEngine);
    }

    @Override
    public List<TaskState> tasks() {
        return values(tasks, LiveTaskState::toEngine);
    }

    @Override
    public List<EndedTask> ended() {
        return values(ended, EndedTaskState::toEngine);
    }

    @Override
    public List<EarlyEvent> early() {
        return values(early, EarlyEventState::toEngine);
    }

    @Override
    public SummaryState summary() {
        return access("read summary", summary::value);
    }

    @Override
    public void putSummary(SummaryState state) {
        // A null value clears the state.
        access(
                "put summary",
                () -> {
                    summary.update(state);
                    return null;
                });
    }
}
