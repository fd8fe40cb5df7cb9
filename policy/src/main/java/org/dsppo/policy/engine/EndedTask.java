package org.dsppo.policy.engine;

/**
 * An id that is remembered for a while, so that a repeated submission is recognised.
 *
 * @param taskId the task
 * @param fingerprint of the submission's content; 0 for a withdrawal that came before it
 * @param endedAtMillis when it ended
 */
public record EndedTask(String taskId, long fingerprint, long endedAtMillis) {}
