package org.dsppo.policy.lab.simulation;

import org.dsppo.schemas.decision.PlacementDecision;
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

    /**
     * The same where it depends on how and where the attempt runs.
     *
     * @param decision assigns the attempt
     */
    default double runtimeMillis(
            TaskSubmitted task, PlacementDecision decision, double estimateMillis) {
        return runtimeMillis(task, estimateMillis);
    }
}
