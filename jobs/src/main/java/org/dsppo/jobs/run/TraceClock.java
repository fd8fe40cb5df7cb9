package org.dsppo.jobs.run;

import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * Relates the time of a trace to the clock on the wall.
 *
 * @param startedAtEpochMillis when the trace's time 0 was
 * @param speed trace milliseconds per wall millisecond
 */
public record TraceClock(long startedAtEpochMillis, double speed) {

    long toEpochMillis(long traceMillis) {
        return startedAtEpochMillis + Math.round(traceMillis / speed);
    }

    public double toTraceMillis(double epochMillis) {
        return (epochMillis - startedAtEpochMillis) * speed;
    }

    /** The task as a trace that starts with this clock would have it. */
    public TaskSubmitted toTrace(TaskSubmitted task) {
        Long deadline = task.deadlineAtMillis();
        return at(
                task,
                Math.round(toTraceMillis((double) task.submittedAtMillis())),
                deadline == null ? null : Math.round(toTraceMillis(deadline)));
    }

    /** The message as it goes to Kafka: its times, a deadline included, as epoch milliseconds. */
    TaskMessage rebase(TaskMessage message) {
        if (message.cancelled() != null) {
            TaskCancelled cancelled = message.cancelled();
            return TaskMessage.of(
                    new TaskCancelled(
                            cancelled.taskId(),
                            toEpochMillis(cancelled.cancelledAtMillis()),
                            cancelled.cell()));
        }
        TaskSubmitted task = message.submitted();
        Long deadline = task.deadlineAtMillis();
        return TaskMessage.of(
                at(
                        task,
                        toEpochMillis(task.submittedAtMillis()),
                        deadline == null ? null : toEpochMillis(deadline)));
    }

    private static TaskSubmitted at(TaskSubmitted task, long submittedAt, Long deadline) {
        return new TaskSubmitted(
                task.taskId(),
                submittedAt,
                task.taskClass(),
                task.priority(),
                task.runtimeScale(),
                deadline,
                task.origin(),
                task.inputBytes(),
                task.cell(),
                task.tenant(),
                task.strategies(),
                task.payload());
    }
}
