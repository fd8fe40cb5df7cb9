package org.dsppo.policy.engine;

import java.util.List;
import org.dsppo.schemas.decision.Candidate;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;

/** Writes decision records. */
final class Decisions {

    private final CellState state;

    Decisions(CellState state) {
        this.state = state;
    }

    void assign(
            LiveTask task,
            Double share,
            String reason,
            List<Candidate> candidates,
            long transferMillis,
            double runtimeMillis,
            long nowMillis) {
        PlacementDecision decision =
                record(task, DecisionKind.ASSIGN, share, reason, candidates, nowMillis);
        state.listener.decided(decision);
        state.listener.assigned(decision, transferMillis, runtimeMillis);
    }

    void waiting(LiveTask task, String reason, long nowMillis) {
        state.listener.decided(record(task, DecisionKind.WAIT, null, reason, null, nowMillis));
    }

    void reject(LiveTask task, String reason, long nowMillis) {
        state.listener.decided(record(task, DecisionKind.REJECT, null, reason, null, nowMillis));
    }

    /** Tells the executor of an attempt that is no longer wanted to stop it. */
    void cancel(String taskId, int attempt, NodeLedger node, String reason, long nowMillis) {
        state.listener.decided(
                new PlacementDecision(
                        PlacementDecision.idOf(taskId, attempt),
                        taskId,
                        attempt,
                        state.cell,
                        state.epoch,
                        DecisionKind.CANCEL,
                        node.cluster(),
                        node.nodeId(),
                        null,
                        null,
                        null,
                        nowMillis,
                        0,
                        state.policy.reference(),
                        false,
                        reason,
                        null));
    }

    private PlacementDecision record(
            LiveTask task,
            DecisionKind kind,
            Double share,
            String reason,
            List<Candidate> candidates,
            long nowMillis) {
        boolean assigned = kind == DecisionKind.ASSIGN;
        String fallback = assigned && reason == null ? state.policy.fallbackReason() : null;
        return new PlacementDecision(
                PlacementDecision.idOf(task.taskId(), task.attempt),
                task.taskId(),
                task.attempt,
                state.cell,
                state.epoch,
                kind,
                assigned ? task.node.cluster() : null,
                assigned ? task.node.nodeId() : null,
                assigned ? task.strategy : null,
                share,
                assigned ? task.devices.shares(state.model.space()) : null,
                nowMillis,
                nowMillis - task.submittedAtMillis(),
                state.policy.reference(),
                fallback != null,
                reason == null ? fallback : reason,
                candidates,
                assigned ? task.payload() : null);
    }
}
