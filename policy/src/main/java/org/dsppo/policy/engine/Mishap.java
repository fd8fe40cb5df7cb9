package org.dsppo.policy.engine;

/** Whom an attempt that came to nothing is counted against. */
enum Mishap {
    /** Nobody: what happened has nothing to do with the task. */
    NOBODY,
    /** The task and the node: it failed, was not started, or is gone. */
    TASK_AND_NODE,
    /** The task alone, since its node was lost while it ran there. */
    NODE_LOST
}
