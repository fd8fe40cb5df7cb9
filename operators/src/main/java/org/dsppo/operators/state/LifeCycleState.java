package org.dsppo.operators.state;

import org.dsppo.schemas.policyversion.PolicyStages;

/**
 * Where the life cycle of a policy stands.
 *
 * @param record the stage record that was last looked at, or null
 * @param awaitedRevision revision that was asked for and has not come back, or 0
 * @param trial the version under trial, or null
 * @param trained version that was trained and waits for its trial, or null
 * @param vetted newest active version that was found to be good, or null
 * @param activeAssigned tasks the active version has assigned since it became active
 * @param activeFallbacks times the fallback had to take over from it
 * @param missingSinceMillis since when a version that a record names has been missing, or 0
 */
public record LifeCycleState(
        PolicyStages record,
        long awaitedRevision,
        TrialState trial,
        Integer trained,
        Integer vetted,
        long activeAssigned,
        long activeFallbacks,
        long missingSinceMillis) {

    /** Before anything was seen. */
    public static final LifeCycleState INITIAL =
            new LifeCycleState(null, 0, null, null, null, 0, 0, 0);
}
