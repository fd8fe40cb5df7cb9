package org.dsppo.policy.lab.simulation;

/** How an attempt ended. */
public enum AttemptOutcome {
    /** It ran to its end. */
    FINISHED,
    /** It ended without result. */
    FAILED,
    /** Its node was lost, or it never started. */
    LOST,
    /** It was stopped on request. */
    CANCELLED
}
