package org.dsppo.schemas.task;

/**
 * What the {@code tasks} topic carries: exactly one of the two fields is set.
 *
 * @param submitted a submission, or null
 * @param cancelled a withdrawal, or null
 */
public record TaskMessage(TaskSubmitted submitted, TaskCancelled cancelled) {

    /** Wraps a submission. */
    public static TaskMessage of(TaskSubmitted submitted) {
        return new TaskMessage(submitted, null);
    }

    /** Wraps a withdrawal. */
    public static TaskMessage of(TaskCancelled cancelled) {
        return new TaskMessage(null, cancelled);
    }

    /** The task this message is about. */
    public String taskId() {
        return submitted != null ? submitted.taskId() : cancelled.taskId();
    }

    /** The cell this message is for, never null. */
    public String cell() {
        String cell = submitted != null ? submitted.cell() : cancelled.cell();
        return cell == null ? "default" : cell;
    }

    /** When it was submitted or withdrawn. */
    public long atMillis() {
        return submitted != null ? submitted.submittedAtMillis() : cancelled.cancelledAtMillis();
    }
}
