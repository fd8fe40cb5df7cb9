package org.dsppo.operators.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.dsppo.operators.serving.PolicyReport;
import org.dsppo.operators.state.SummaryState;
import org.dsppo.policy.engine.EarlyEvent;
import org.dsppo.policy.engine.EndedTask;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.policy.engine.OrphanState;
import org.dsppo.policy.engine.ReputationRecord;
import org.dsppo.policy.engine.TaskState;
import org.dsppo.schemas.deadletter.DeadLetter;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.rollout.RolloutSegment;
import org.dsppo.schemas.summary.CellSummary;

/** State, timers and outputs of a single cell in plain collections. */
final class HeapCell implements CellStore, CellTimers, PlacementOutputs {

    final Map<String, TaskState> tasks = new HashMap<>();
    final Map<String, EndedTask> ended = new HashMap<>();
    final Map<String, NodeChanged> nodes = new HashMap<>();
    final Map<String, OrphanState> orphans = new HashMap<>();
    final Map<String, EarlyEvent> early = new HashMap<>();
    final Map<String, ReputationRecord> reputations = new HashMap<>();
    final TreeSet<Long> timers = new TreeSet<>();
    final List<PlacementDecision> decisions = new ArrayList<>();
    private SummaryState summary;

    boolean isEmpty() {
        return tasks.isEmpty()
                && ended.isEmpty()
                && nodes.isEmpty()
                && orphans.isEmpty()
                && early.isEmpty()
                && reputations.isEmpty()
                && timers.isEmpty()
                && summary == null;
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
    public void putEnded(EndedTask task) {
        ended.put(task.taskId(), task);
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
    public void putOrphan(OrphanState orphan) {
        orphans.put(orphan.key(), orphan);
    }

    @Override
    public void removeOrphan(String key) {
        orphans.remove(key);
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
    public List<NodeChanged> nodes() {
        return List.copyOf(nodes.values());
    }

    @Override
    public List<OrphanState> orphans() {
        return List.copyOf(orphans.values());
    }

    @Override
    public List<TaskState> tasks() {
        return List.copyOf(tasks.values());
    }

    @Override
    public List<EndedTask> ended() {
        return List.copyOf(ended.values());
    }

    @Override
    public void putReputation(ReputationRecord reputation) {
        reputations.put(reputation.node(), reputation);
    }

    @Override
    public void removeReputation(String node) {
        reputations.remove(node);
    }

    @Override
    public List<ReputationRecord> reputations() {
        return List.copyOf(reputations.values());
    }

    @Override
    public List<EarlyEvent> early() {
        return List.copyOf(early.values());
    }

    @Override
    public SummaryState summary() {
        return summary;
    }

    @Override
    public void putSummary(SummaryState state) {
        summary = state;
    }

    @Override
    public void register(long atMillis) {
        timers.add(atMillis);
    }

    @Override
    public void delete(long atMillis) {
        timers.remove(atMillis);
    }

    @Override
    public void decision(PlacementDecision decision) {
        decisions.add(decision);
    }

    @Override
    public void deadLetter(DeadLetter letter) {
        throw new AssertionError("unexpected " + letter);
    }

    @Override
    public void report(PolicyReport report) {
        // Tested with serving; here the decisions matter.
    }

    @Override
    public void rollout(RolloutSegment segment) {
        // Tested with serving; here the decisions matter.
    }

    @Override
    public void summary(CellSummary closed) {
        // Tested with the function; here the decisions matter.
    }
}
