package org.dsppo.schemas.task;

/**
 * Withdraws a task (topic {@code tasks}): a waiting one is rejected, a running one stopped.
 *
 * @param taskId the task to withdraw
 * @param cancelledAtMillis epoch milliseconds, or trace milliseconds in a file
 * @param cell cell the task was submitted to, null for {@code default}
 */
public record TaskCancelled(String taskId, long cancelledAtMillis, String cell) {}
