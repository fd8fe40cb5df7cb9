package org.dsppo.policy.simulation;

import org.dsppo.schemas.task.TaskSubmitted;

/** How long attempts really take; policies only see the estimate. */
@FunctionalInterface
public interface RuntimeModel {

    /** Every attempt takes what was estimated. */
    RuntimeModel AS_ESTIMATED = (task, estimateMillis) -> estimateMillis;

    /**
     * True run time of an attempt, with fractions; the same on every call.
     *
     * @param task the task
     * @param estimateMillis run time by the catalogue, run-time scale included
     */
    double runtimeMillis(TaskSubmitted task, double estimateMillis);
}
