package org.dsppo.operators.lifecycle;

import org.dsppo.schemas.task.TaskSubmitted;

/**
 * An arrival that is remembered.
 *
 * @param sequence rises by one with every arrival
 * @param task as it was submitted, in trace time
 */
public record ArrivalState(long sequence, TaskSubmitted task) {}
