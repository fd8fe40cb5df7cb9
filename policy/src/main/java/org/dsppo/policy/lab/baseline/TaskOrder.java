package org.dsppo.policy.lab.baseline;

import org.dsppo.policy.placement.PlacementRound;

/**
 * In which order waiting tasks get a place by a rule, and what becomes of those that fit nowhere.
 */
@FunctionalInterface
interface TaskOrder {

    /** Takes the tasks of a round, whose places the rule chooses. */
    void decide(PlacementRound round, PlacementRule rule);
}
