package org.dsppo.policy.placement;

import org.dsppo.schemas.decision.PolicyReference;

/**
 * Decides which waiting tasks go where. One instance serves one cell and may keep plans between
 * rounds; it is rebuilt, without them, after a restore.
 */
public interface PlacementPolicy {

    /** Name as on the command line. */
    String name();

    /** Name, version and stage that decisions carry. */
    default PolicyReference reference() {
        return new PolicyReference(name(), 1, "active");
    }

    /**
     * Why a fallback decides at the moment in the policy's place; null when it does not. Decisions
     * carry it.
     */
    default String fallbackReason() {
        return null;
    }

    /**
     * Places tasks through {@link PlacementRound#assign}; what it leaves waits for the next round.
     * Called once per instant at which tasks arrived, resources were freed, nodes changed or {@link
     * #wakeUpAtMillis()} was reached.
     */
    void decide(PlacementRound round);

    /**
     * Sees a round that another policy decides, before it does: a policy that keeps statistics of
     * what arrives goes on with them while it is not its turn.
     */
    default void watch(PlacementRound round) {}

    /**
     * True if tasks that fit are left waiting by the very rule of the policy, such as a cap on run
     * times or a plan. Of any other policy the engine expects that it places what it can, sooner or
     * later, and places it itself when that does not happen.
     */
    default boolean waitsByRule() {
        return false;
    }

    /** When it wants a round though nothing happened; {@link Long#MAX_VALUE} for never. */
    default long wakeUpAtMillis() {
        return Long.MAX_VALUE;
    }
}
