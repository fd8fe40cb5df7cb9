package org.dsppo.policy.engine;

import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * Submissions and withdrawals: what is new joins the queue, what was seen is ignored, what can
 * never run is rejected. Before the first catalogue everything is kept and judged when it comes.
 */
final class TaskAdmission {

    private final CellState state;
    private final Attempts attempts;
    private final Queueing queueing;
    private final TaskEndings endings;
    private final TaskEvents events;

    TaskAdmission(
            CellState state,
            Attempts attempts,
            Queueing queueing,
            TaskEndings endings,
            TaskEvents events) {
        this.state = state;
        this.attempts = attempts;
        this.queueing = queueing;
        this.endings = endings;
        this.events = events;
    }

    void submit(TaskSubmitted submission, long nowMillis) {
        LiveTask live = state.tasks.get(submission.taskId());
        EndedTask ended = live == null ? state.ended.get(submission.taskId()) : null;
        if (live != null) {
            repeated(submission, submission.equals(live.submission()));
        } else if (ended != null && ended.fingerprint() != 0) {
            repeated(submission, ended.fingerprint() == TaskFingerprint.of(submission));
        } else {
            LiveTask task = new LiveTask(submission, nowMillis);
            state.tasks.put(task.taskId(), task);
            if (ended != null) {
                endings.reject(task, "cancelled before it was submitted", nowMillis);
            } else {
                admit(task, nowMillis);
            }
        }
    }

    private void repeated(TaskSubmitted submission, boolean same) {
        if (same) {
            state.listener.ignored(IgnoredInput.DUPLICATE_SUBMISSION);
        } else {
            state.listener.conflicted(submission);
        }
    }

    /** Puts a new task, or one kept from before the catalogue, where it belongs. */
    void admit(LiveTask task, long nowMillis) {
        if (!events.catchUp(task, nowMillis) && !endings.rejectHopeless(task, nowMillis)) {
            queueing.enqueue(task);
            state.save(task);
        }
    }

    void cancel(TaskCancelled cancellation, long nowMillis) {
        String taskId = cancellation.taskId();
        LiveTask task = state.tasks.get(taskId);
        if (task == null) {
            if (state.ended.containsKey(taskId)) {
                state.listener.ignored(IgnoredInput.CANCELLED_AFTER_END);
            } else {
                endings.remember(new EndedTask(taskId, 0, nowMillis));
            }
        } else if (task.waiting()) {
            endings.reject(task, "cancelled", nowMillis);
        } else if (!task.cancelRequested) {
            task.cancelRequested = true;
            state.save(task);
            attempts.stop(task, "cancelled", nowMillis);
        } else {
            state.listener.ignored(IgnoredInput.DUPLICATE_EVENT);
        }
    }
}
