package org.dsppo.jobs.bridge;

/** Where a workload stands on its platform. */
enum WorkloadPhase {
    /** Not to be scheduled yet. */
    GATED,
    /** Wants a place. */
    WAITING,
    /** Has one, and holds its resources. */
    BOUND,
    /** Ended well; its resources are free. */
    SUCCEEDED,
    /** Ended badly; its resources are free. */
    FAILED
}
