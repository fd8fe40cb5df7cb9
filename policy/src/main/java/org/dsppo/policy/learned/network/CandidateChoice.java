package org.dsppo.policy.learned.network;

import org.dsppo.policy.placement.PlacementRound;

/** Picks the candidate that is placed next, in the place of the policy's rule. */
@FunctionalInterface
public interface CandidateChoice {

    /**
     * Picks one.
     *
     * @param scores of the candidates, all finite numbers
     * @param byRule what the policy itself would pick, -1 for none
     * @return number of a candidate, -1 to end the round
     */
    int choose(PlacementRound round, CandidateScores scores, int byRule);
}
