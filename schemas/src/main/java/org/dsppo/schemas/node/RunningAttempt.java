package org.dsppo.schemas.node;

import java.util.List;

/**
 * An attempt that a node lists as running.
 *
 * @param taskId the task
 * @param attempt 1 for the first attempt
 * @param devices devices it is pinned to; null when it names none
 */
public record RunningAttempt(String taskId, int attempt, List<DeviceShare> devices) {

    /** One that names no devices. */
    public RunningAttempt(String taskId, int attempt) {
        this(taskId, attempt, null);
    }
}
