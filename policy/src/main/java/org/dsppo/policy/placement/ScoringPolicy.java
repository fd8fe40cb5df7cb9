package org.dsppo.policy.placement;

/**
 * A policy that can say how it would place a single task now, without placing it: for explanations,
 * and to compare policies on the same tasks while only one of them decides. Costs nothing unless it
 * is asked.
 */
public interface ScoringPolicy extends PlacementPolicy {

    /**
     * How the policy sees the places of one waiting task in the round's present state. Neither the
     * round nor what the policy decides later changes by it. May be asked in the middle of {@link
     * #decide}, of a policy that decides and of one that never does.
     *
     * @param limit how many candidates are wanted at most
     * @return null if the policy cannot tell without being changed by it
     */
    Appraisal appraise(PlacementRound round, WaitingTask task, int limit);
}
