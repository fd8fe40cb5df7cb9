package org.dsppo.policy.engine;

/** Why an input changed nothing. */
public enum IgnoredInput {
    /** A submission that was seen before. */
    DUPLICATE_SUBMISSION,
    /** A withdrawal of a task that has ended. */
    CANCELLED_AFTER_END,
    /** An event of an attempt that was given up or has ended. */
    STALE_EVENT,
    /** An event that was seen before. */
    DUPLICATE_EVENT
}
