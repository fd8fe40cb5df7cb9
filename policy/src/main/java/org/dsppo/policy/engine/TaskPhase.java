package org.dsppo.policy.engine;

/** Where a live task stands. */
public enum TaskPhase {
    /** In the waiting queue. */
    WAITING,
    /** Assigned, not yet reported as started. */
    ASSIGNED,
    /** Reported as started. */
    STARTED,
    /** Finished or rejected; never in state. */
    ENDED
}
