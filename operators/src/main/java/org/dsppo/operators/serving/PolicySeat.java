package org.dsppo.operators.serving;

import java.util.function.Supplier;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.schemas.decision.PolicyReference;

/**
 * A version with its part in the decisions.
 *
 * @param reference name, version and stage
 * @param maker makes the policy for one cell
 */
public record PolicySeat(PolicyReference reference, Supplier<PlacementPolicy> maker) {

    /** Stage of the version that decides. */
    public static final String ACTIVE = "active";

    /** Stage of a version that decides now and then, on trial. */
    public static final String CANARY = "canary";

    /** Stage of a version that is asked and does not decide. */
    public static final String SHADOW = "shadow";

    /** True if the same version sits there, in whatever stage. */
    boolean isSameVersionAs(PolicySeat other) {
        return reference.name().equals(other.reference.name())
                && reference.version() == other.reference.version()
                && maker.equals(other.maker);
    }
}
