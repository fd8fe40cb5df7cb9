package org.dsppo.schemas.task;

/** What happened to an attempt. */
public enum TaskEventKind {
    /** The attempt runs. */
    STARTED,
    /** The attempt is done and its resources are free. */
    FINISHED,
    /** The attempt ended without result and its resources are free. */
    FAILED
}
