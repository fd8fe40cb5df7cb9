package org.dsppo.schemas.node;

/**
 * An attempt that a node lists as running.
 *
 * @param taskId the task
 * @param attempt 1 for the first attempt
 */
public record RunningAttempt(String taskId, int attempt) {}
