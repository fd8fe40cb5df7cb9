package org.dsppo.policy.engine;

import java.util.List;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.StrategySet;
import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.schemas.node.DeviceShare;
import org.dsppo.schemas.node.RunningAttempt;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;

/**
 * Reports of executors. An event of an attempt that was given up only frees its resources. An event
 * that knows more than we do (a later attempt, or another node) shows that our state was rolled
 * back after the decision went out: the executor's word is adopted.
 */
final class TaskEvents {

    private final CellState state;
    private final Attempts attempts;
    private final Decisions decisions;

    TaskEvents(CellState state, Attempts attempts, Decisions decisions) {
        this.state = state;
        this.attempts = attempts;
        this.decisions = decisions;
    }

    void apply(TaskEvent event, long nowMillis) {
        LiveTask task = state.tasks.get(event.taskId());
        Orphan orphan = state.orphans.get(Orphan.key(event.taskId(), event.attempt()));
        if (orphan != null) {
            orphaned(event, orphan, nowMillis);
        } else if (isEarly(event, task)) {
            state.early.keep(event, nowMillis);
        } else if (task == null || event.attempt() < task.attempt) {
            stale(event, task, nowMillis);
        } else if (isPlacedAs(task, event) || adopt(task, event, nowMillis)) {
            current(task, event, nowMillis);
        } else {
            state.listener.ignored(IgnoredInput.STALE_EVENT);
        }
    }

    private boolean isEarly(TaskEvent event, LiveTask task) {
        if (state.model == null) {
            return true;
        }
        return task == null
                && !state.ended.containsKey(event.taskId())
                && state.model.node(event.nodeId()) != null;
    }

    /**
     * Takes up what was reported of a task before it was submitted.
     *
     * @return false if there is nothing, or nothing that can be used
     */
    boolean catchUp(LiveTask task, long nowMillis) {
        if (state.model == null) {
            return false;
        }
        TaskEvent event = state.early.take(task.taskId());
        if (event == null || event.attempt() < task.attempt || !adopt(task, event, nowMillis)) {
            return false;
        }
        current(task, event, nowMillis);
        return true;
    }

    private void orphaned(TaskEvent event, Orphan orphan, long nowMillis) {
        if (event.kind() != TaskEventKind.STARTED) {
            attempts.dropOrphan(orphan);
        } else if (orphan.tellOnce()) {
            decisions.cancel(
                    orphan.taskId(),
                    orphan.attempt(),
                    orphan.node(),
                    "given up before it started",
                    nowMillis);
        }
        state.listener.ignored(IgnoredInput.STALE_EVENT);
    }

    private void stale(TaskEvent event, LiveTask task, long nowMillis) {
        NodeLedger node = state.model == null ? null : state.model.node(event.nodeId());
        if (event.kind() == TaskEventKind.STARTED && task != null && node != null) {
            // An executor that was out of reach found the assignment after we gave it up.
            decisions.cancel(
                    event.taskId(), event.attempt(), node, "given up before it started", nowMillis);
        }
        state.listener.ignored(IgnoredInput.STALE_EVENT);
    }

    private static boolean isPlacedAs(LiveTask task, TaskEvent event) {
        return !task.waiting()
                && task.attempt == event.attempt()
                && task.node.nodeId().equals(event.nodeId());
    }

    private boolean adopt(LiveTask task, TaskEvent event, long nowMillis) {
        NodeLedger node = state.model.node(event.nodeId());
        if (node == null) {
            return false;
        }
        attempts.adopt(
                task,
                event.attempt(),
                event.strategy(),
                strategy(task, event.strategy(), node),
                node,
                devices(event),
                nowMillis);
        return true;
    }

    /** The devices an executor names for an attempt, in the event or in its last report. */
    private HeldDevices devices(TaskEvent event) {
        List<DeviceShare> named = event.devices();
        NodeChanged report = state.reports.get(event.nodeId());
        if (named == null && report != null) {
            named =
                    report.running().stream()
                            .filter(each -> each.taskId().equals(event.taskId()))
                            .filter(each -> each.attempt() == event.attempt())
                            .findFirst()
                            .map(RunningAttempt::devices)
                            .orElse(null);
        }
        return HeldDevices.of(named, state.model.space());
    }

    /** The strategy of that name for that node, or null. */
    private Strategy strategy(LiveTask task, String strategyId, NodeLedger node) {
        StrategySet strategies = state.model.strategies().of(task.submission());
        if (strategies != null) {
            for (Strategy candidate : strategies.listed()) {
                if (candidate.id().equals(strategyId) && candidate.selects(node.labels())) {
                    return candidate;
                }
            }
        }
        return null;
    }

    private void current(LiveTask task, TaskEvent event, long nowMillis) {
        switch (event.kind()) {
            case STARTED -> {
                if (task.phase == TaskPhase.ASSIGNED) {
                    attempts.started(task, nowMillis);
                } else {
                    state.listener.ignored(IgnoredInput.DUPLICATE_EVENT);
                }
            }
            case FINISHED -> attempts.finished(task, nowMillis);
            case FAILED -> attempts.failed(task, event.reason(), nowMillis);
        }
    }
}
