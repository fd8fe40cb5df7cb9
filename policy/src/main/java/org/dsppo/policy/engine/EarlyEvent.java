package org.dsppo.policy.engine;

import org.dsppo.schemas.task.TaskEvent;

/**
 * The latest event of a task that is not known yet, as it is kept in state.
 *
 * @param event what an executor reported
 * @param heardAtMillis when it came in
 */
public record EarlyEvent(TaskEvent event, long heardAtMillis) {}
