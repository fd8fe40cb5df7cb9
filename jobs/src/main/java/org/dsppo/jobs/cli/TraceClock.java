package org.dsppo.jobs.cli;

import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * Relates the time of a trace to the clock on the wall.
 *
 * @param startedAtEpochMillis when the trace's time 0 was
 * @param speed trace milliseconds per wall millisecond
 */
record TraceClock(long startedAtEpochMillis, double speed) {

    long toEpochMillis(long traceMillis) {
        return startedAtEpochMillis + Math.round(traceMillis / speed);
    }

    double toTraceMillis(double epochMillis) {
        return (epochMillis - startedAtEpochMillis) * speed;
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
                new TaskSubmitted(
                        task.taskId(),
                        toEpochMillis(task.submittedAtMillis()),
                        task.taskClass(),
                        task.priority(),
                        task.runtimeScale(),
                        deadline == null ? null : toEpochMillis(deadline),
                        task.origin(),
                        task.inputBytes(),
                        task.cell(),
                        task.tenant(),
                        task.strategies()));
    }
}
