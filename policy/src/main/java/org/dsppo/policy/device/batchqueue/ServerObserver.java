package org.dsppo.policy.device.batchqueue;

/** Is told what becomes of the tasks of a {@link BatchServer}, in order of time. */
public interface ServerObserver {
    /** Looks away. */
    ServerObserver NONE = new ServerObserver() {};

    /** A task found a place. */
    default void accepted(double seconds) {}

    /** A task found no place. */
    default void lost(double seconds) {}

    /** A batch ended with the tasks that had been waiting longest. */
    default void finished(double seconds, int tasks) {}
}
