package org.dsppo.policy.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.schemas.decision.PlacementDecision;

/** Rebuilds the working set of a new engine from what an earlier one wrote to its store. */
final class EngineRestore {

    private final CellState state;
    private final Attempts attempts;
    private final Queueing queueing;

    EngineRestore(CellState state, Attempts attempts, Queueing queueing) {
        this.state = state;
        this.attempts = attempts;
        this.queueing = queueing;
    }

    /** Ended ids in the order of ending, which is the order in which they are forgotten. */
    void endedTasks(Iterable<EndedTask> ended) {
        List<EndedTask> sorted = new ArrayList<>();
        ended.forEach(sorted::add);
        sorted.sort(
                Comparator.comparingLong(EndedTask::endedAtMillis)
                        .thenComparing(EndedTask::taskId));
        sorted.forEach(each -> state.ended.put(each.taskId(), each));
    }

    void orphans(Iterable<OrphanState> orphans) {
        for (OrphanState orphan : orphans) {
            requireCatalogue(orphan.key());
            NodeLedger node = state.model.node(orphan.node());
            if (node == null) {
                state.store.removeOrphan(orphan.key());
            } else {
                ResourceDemand reserved = state.model.space().demandOfMillionths(orphan.reserved());
                HeldDevices named = HeldDevices.of(orphan.devices(), state.model.space());
                attempts.haunt(
                        new Orphan(
                                orphan.taskId(),
                                orphan.attempt(),
                                node,
                                reserved,
                                node.adopt(reserved, named),
                                orphan.orphanedAtMillis()));
            }
        }
    }

    void tasks(Iterable<TaskState> states, long nowMillis) {
        List<TaskState> sorted = new ArrayList<>();
        states.forEach(sorted::add);
        sorted.sort(
                Comparator.comparingLong((TaskState each) -> each.task().submittedAtMillis())
                        .thenComparing(each -> each.task().taskId()));
        for (TaskState each : sorted) {
            if (each.phase() != TaskPhase.WAITING) {
                requireCatalogue(PlacementDecision.idOf(each.task().taskId(), each.attempt()));
            }
            LiveTask task = LiveTask.of(each, state.model == null ? null : state.model.space());
            state.tasks.put(task.taskId(), task);
            if (task.retryMillis <= nowMillis) {
                task.retryMillis = 0;
            }
            if (task.waiting()) {
                queueing.enqueue(task);
                if (task.asideUntilMillis > 0) {
                    state.timers.schedule(task.asideUntilMillis, EngineTimers.Kind.ASIDE, task);
                }
            } else {
                settle(task, each, nowMillis);
            }
        }
    }

    private void requireCatalogue(String decisionId) {
        if (state.model == null) {
            throw new IllegalStateException(
                    "cell %s: %s holds resources in restored state, but there is no catalogue"
                            .formatted(state.cell, decisionId));
        }
    }

    private void settle(LiveTask task, TaskState each, long nowMillis) {
        NodeLedger node = state.model.node(each.node());
        if (node == null) {
            attempts.nodeVanished(task, nowMillis);
            return;
        }
        HeldDevices held = node.adopt(task.reserved, task.devices);
        attempts.place(task, task.strategy, task.reserved, held, node);
        task.phase = each.phase();
        if (task.phase == TaskPhase.ASSIGNED) {
            state.timers.schedule(task.leaseEndMillis, EngineTimers.Kind.LEASE, task);
        }
    }
}
