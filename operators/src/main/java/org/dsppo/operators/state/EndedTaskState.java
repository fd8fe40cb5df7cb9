package org.dsppo.operators.state;

import org.dsppo.policy.engine.EndedTask;

/**
 * An id that is remembered for a while.
 *
 * @param taskId the task
 * @param fingerprint of the submission's content; 0 for a withdrawal that came before it
 * @param endedAtMillis when it ended
 */
public record EndedTaskState(String taskId, long fingerprint, long endedAtMillis) {

    /** As the engine has it. */
    public static EndedTaskState of(EndedTask task) {
        return new EndedTaskState(task.taskId(), task.fingerprint(), task.endedAtMillis());
    }

    /** For the engine. */
    public EndedTask toEngine() {
        return new EndedTask(taskId, fingerprint, endedAtMillis);
    }
}
