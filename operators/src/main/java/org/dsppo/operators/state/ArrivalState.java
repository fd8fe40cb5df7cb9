package org.dsppo.operators.state;

import org.dsppo.schemas.task.TaskSubmitted;

/**
 * An arrival that is remembered, and how long it ran.
 *
 * @param sequence rises by one with every arrival
 * @param task as it was submitted, in trace time
 * @param attempt the attempt that started last, 0 for none
 * @param strategy how that attempt runs, null for none
 * @param startedAtMillis when it started, in trace time
 * @param runtimeMillis how long it took, 0 while it has not finished
 */
public record ArrivalState(
        long sequence,
        TaskSubmitted task,
        int attempt,
        String strategy,
        long startedAtMillis,
        long runtimeMillis) {

    /** One that has not started. */
    public static ArrivalState of(long sequence, TaskSubmitted task) {
        return new ArrivalState(sequence, task, 0, null, 0, 0);
    }

    /** With an attempt that started. */
    public ArrivalState started(int number, String how, long atMillis) {
        return new ArrivalState(sequence, task, number, how, atMillis, 0);
    }

    /** With the end of the attempt that started last. */
    public ArrivalState finished(long atMillis) {
        return new ArrivalState(
                sequence,
                task,
                attempt,
                strategy,
                startedAtMillis,
                Math.max(1, atMillis - startedAtMillis));
    }
}
