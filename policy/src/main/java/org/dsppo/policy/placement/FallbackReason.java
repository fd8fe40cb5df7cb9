package org.dsppo.policy.placement;

/** Why a heuristic decides in a policy's place. */
public enum FallbackReason {
    /** The version that should decide is not there, or was refused, and no other one is. */
    NO_POLICY("no policy"),
    /** A score is not a number, or infinite. */
    NON_FINITE_SCORE("non-finite score"),
    /** Deciding takes longer than it may. */
    EXCEEDED_BUDGET("exceeded budget"),
    /** It wants to place a task where it cannot be placed. */
    INVALID_PLACEMENT("invalid placement");

    private final String text;

    FallbackReason(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
