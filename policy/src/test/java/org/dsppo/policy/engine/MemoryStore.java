package org.dsppo.policy.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** State as a job would keep it: maps of records. Tests of a cell add what an operator adds. */
public class MemoryStore implements EngineStore {

    public final Map<String, TaskState> tasks = new LinkedHashMap<>();
    public final Map<String, EndedTask> ended = new LinkedHashMap<>();
    public final Map<String, NodeChanged> nodes = new LinkedHashMap<>();
    public final Map<String, OrphanState> orphans = new LinkedHashMap<>();
    public final Map<String, EarlyEvent> early = new LinkedHashMap<>();

    MemoryStore copy() {
        MemoryStore copy = new MemoryStore();
        copy.tasks.putAll(tasks);
        copy.ended.putAll(ended);
        copy.nodes.putAll(nodes);
        copy.orphans.putAll(orphans);
        copy.early.putAll(early);
        return copy;
    }

    void restoreInto(PlacementEngine engine, long nowMillis) {
        // Copied, because an engine that is being restored already writes.
        MemoryStore read = copy();
        engine.restore(
                read.nodes.values(),
                read.orphans.values(),
                read.tasks.values(),
                read.ended.values(),
                read.early.values(),
                nowMillis);
    }

    @Override
    public void putTask(String taskId, Supplier<TaskState> state) {
        tasks.put(taskId, state.get());
    }

    @Override
    public void removeTask(String taskId) {
        tasks.remove(taskId);
    }

    @Override
    public void putEnded(EndedTask each) {
        ended.put(each.taskId(), each);
    }

    @Override
    public void removeEnded(String taskId) {
        ended.remove(taskId);
    }

    @Override
    public void putNode(NodeChanged node) {
        nodes.put(node.nodeId(), node);
    }

    @Override
    public void removeNode(String nodeId) {
        nodes.remove(nodeId);
    }

    @Override
    public void putEarly(EarlyEvent each) {
        early.put(each.event().taskId(), each);
    }

    @Override
    public void removeEarly(String taskId) {
        early.remove(taskId);
    }

    @Override
    public void putOrphan(OrphanState orphan) {
        orphans.put(orphan.key(), orphan);
    }

    @Override
    public void removeOrphan(String key) {
        orphans.remove(key);
    }
}
