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
    private final TaskEvents events;

    TaskAdmission(CellState state, Attempts attempts, TaskEvents events) {
        this.state = state;
        this.attempts = attempts;
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
                attempts.reject(task, "cancelled before it was submitted", nowMillis);
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
        if (!events.catchUp(task, nowMillis) && !attempts.rejectHopeless(task, nowMillis)) {
            attempts.enqueue(task);
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
                attempts.remember(new EndedTask(taskId, 0, nowMillis));
            }
        } else if (task.waiting()) {
            attempts.reject(task, "cancelled", nowMillis);
        } else if (!task.cancelRequested) {
            task.cancelRequested = true;
            state.save(task);
            attempts.stop(task, "cancelled", nowMillis);
        } else {
            state.listener.ignored(IgnoredInput.DUPLICATE_EVENT);
        }
    }
}
