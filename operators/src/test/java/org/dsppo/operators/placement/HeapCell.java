package org.dsppo.operators.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.dsppo.operators.serving.PolicyReport;
import org.dsppo.operators.state.SummaryState;
import org.dsppo.policy.engine.EarlyEvent;
import org.dsppo.policy.engine.EndedTask;
import org.dsppo.policy.engine.MemoryStore;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.policy.engine.OrphanState;
import org.dsppo.policy.engine.ReputationRecord;
import org.dsppo.policy.engine.TaskState;
import org.dsppo.schemas.deadletter.DeadLetter;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.rollout.RolloutSegment;
import org.dsppo.schemas.summary.CellSummary;

/** State, timers and outputs of a single cell in plain collections. */
final class HeapCell extends MemoryStore implements CellStore, CellTimers, PlacementOutputs {

    final TreeSet<Long> timers = new TreeSet<>();
    final List<PlacementDecision> decisions = new ArrayList<>();
    final List<CellSummary> summaries = new ArrayList<>();
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

    /** As a state backend gives them back: not in the order in which they were put. */
    private static <T> List<T> inAnyOrder(Map<String, T> states) {
        return List.copyOf(new HashMap<>(states).values());
    }

    @Override
    public List<NodeChanged> nodes() {
        return inAnyOrder(nodes);
    }

    @Override
    public List<OrphanState> orphans() {
        return inAnyOrder(orphans);
    }

    @Override
    public List<TaskState> tasks() {
        return inAnyOrder(tasks);
    }

    @Override
    public List<EndedTask> ended() {
        return inAnyOrder(ended);
    }

    @Override
    public List<ReputationRecord> reputations() {
        return inAnyOrder(reputations);
    }

    @Override
    public List<EarlyEvent> early() {
        return inAnyOrder(early);
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
        summaries.add(closed);
    }
}
