package org.dsppo.policy.placement;

/**
 * Walks over all waiting tasks in scheduling order: aged priority, then the latest start that still
 * meets a deadline, then submission, then task id.
 */
public interface QueueCursor {

    /** The next waiting task, or null at the end. */
    WaitingTask next();

    /** Leaves out what remains of the group of the task returned last. */
    void skipGroup();
}
