package org.dsppo.policy.lab.baseline;

import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.WaitingTask;

/** Chooses a place for one task; the order of tasks is somebody else's concern. */
@FunctionalInterface
interface PlacementRule {

    /** Called once before the tasks of a round. */
    default void begin(PlacementRound round) {}

    /** False if choosing, or not having begun every round, makes a difference to later choices. */
    default boolean isRepeatable() {
        return true;
    }

    /** A place that has room now, or null if there is none. */
    Placement choose(WaitingTask task, PlacementRound round);
}
