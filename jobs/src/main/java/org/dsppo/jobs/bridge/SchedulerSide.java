package org.dsppo.jobs.bridge;

import java.util.Collection;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskMessage;

/** What the scheduler is told, and what that makes of a workload here. */
final class SchedulerSide {

    private final BridgeSettings settings;
    private final TaskIds ids;
    private final SchedulerInput input;
    private final Platform platform;

    SchedulerSide(BridgeSettings settings, TaskIds ids, SchedulerInput input, Platform platform) {
        this.settings = settings;
        this.ids = ids;
        this.input = input;
        this.platform = platform;
    }

    /** Submits a workload as a task; of one that cannot be had the platform is told. */
    void submit(Tracked tracked, Collection<Target> targets) {
        Workload workload = tracked.workload;
        if (workload.wish() == null) {
            tracked.tell(platform, Notice.warning("NotSupported", workload.refusal()));
            return;
        }
        try {
            String taskId = ids.of(workload.uid(), tracked.submission);
            input.send(TaskMessage.of(workload.wish().task(taskId, settings.cell(), targets)));
            tracked.submitted = true;
        } catch (UnsupportedWishException e) {
            tracked.tell(platform, Notice.warning("NotSupported", e.getMessage()));
        }
    }

    /** A workload has ended, by itself or since it was recalled. */
    void ended(Tracked tracked, TaskEventKind kind, long nowMillis, String reason) {
        if (tracked.recall != null) {
            end(tracked, tracked.recall, TaskEventKind.FAILED, nowMillis, "stopped");
        } else if (tracked.started && !tracked.over) {
            end(tracked, tracked.assignment, kind, nowMillis, reason);
            tracked.over |= kind == TaskEventKind.FINISHED;
        }
    }

    /** An attempt has ended, or comes to nothing. */
    void end(
            Tracked tracked,
            PlacementDecision decision,
            TaskEventKind kind,
            long nowMillis,
            String reason) {
        tracked.assignment = null;
        tracked.started = false;
        tracked.recall = null;
        report(decision, kind, nowMillis, reason);
    }

    /** What became of an attempt. */
    void report(PlacementDecision decision, TaskEventKind kind, long nowMillis, String reason) {
        input.send(TaskEvent.of(decision, kind, nowMillis, reason));
    }

    /** Withdraws the task of a workload, if there is one; nothing more is wanted of it. */
    void withdraw(Tracked tracked, long nowMillis) {
        if (tracked.submitted && !tracked.over) {
            withdraw(ids.of(tracked.workload.uid(), tracked.submission), nowMillis);
        }
        tracked.over = true;
    }

    /** Withdraws a task. */
    void withdraw(String taskId, long nowMillis) {
        input.send(TaskMessage.of(new TaskCancelled(taskId, nowMillis, settings.cell())));
    }

    /** What nodes and classes there are. */
    void publish(Catalogue catalogue) {
        input.publish(catalogue);
    }

    /** What a node has to say. */
    void send(NodeTelemetry report) {
        input.send(report);
    }
}
