package org.dsppo.policy.training.ppo;

import org.dsppo.policy.learned.network.CandidateScores;
import org.dsppo.policy.placement.PlacementRound;

/** Takes down decisions as they are made, each before it changes the round. */
@FunctionalInterface
public interface ChoiceNotes {

    /**
     * One was made.
     *
     * @param mask candidates that counted, null for all
     * @param mayWait false if it had to place one
     * @param candidate the one that is placed, -1 for waiting
     * @param logProbability of this under the policy that acts
     */
    void noted(
            PlacementRound round,
            CandidateScores scores,
            int[] mask,
            boolean mayWait,
            int candidate,
            double logProbability);
}
