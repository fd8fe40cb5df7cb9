package org.dsppo.policy.lab.baseline;

import org.dsppo.policy.placement.PlacementRound;

/** Finds places for several tasks at once. */
@FunctionalInterface
interface BatchSearch {

    /** Assigns what it finds, to at least one task of which there is room somewhere. */
    void place(PlacementBatch batch, PlacementRound round);
}
