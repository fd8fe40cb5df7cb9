package org.dsppo.policy.placement;

import java.util.List;

/**
 * How a policy sees the places of one task.
 *
 * @param choice where it would place the task now, null if it would leave it waiting
 * @param candidates places that have room now, best first; the choice need not be among them when
 *     the policy's rule is not a score
 */
public record Appraisal(ScoredPlace choice, List<ScoredPlace> candidates) {}
