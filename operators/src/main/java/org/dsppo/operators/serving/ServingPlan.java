package org.dsppo.operators.serving;

import org.dsppo.schemas.decision.PolicyReference;

/**
 * Which versions have a part in the decisions.
 *
 * @param active decides; null if the version that should is not there and none was before, so that
 *     the fallback has to
 * @param canary on trial, or null
 * @param shadow asked only, or null
 * @param wanted names the version that should be active
 */
public record ServingPlan(
        PolicySeat active, PolicySeat canary, PolicySeat shadow, PolicyReference wanted) {}
