package org.dsppo.operators.state;

import org.dsppo.schemas.decision.PolicyReference;

/**
 * Figures of a cell's open summary window.
 *
 * @param windowStartMillis start of the window
 * @param policy the policy version the figures belong to
 * @param assigned attempts assigned
 * @param finished tasks finished
 * @param rejected tasks rejected
 * @param requeued attempts queued again
 * @param fallbacks decisions taken by the fallback heuristic
 * @param waitingMillis sum of the waits of the assigned
 * @param completionMillis sum of the completion times of the finished
 * @param comparison of the policy with the reference heuristic
 */
public record SummaryState(
        long windowStartMillis,
        PolicyReference policy,
        long assigned,
        long finished,
        long rejected,
        long requeued,
        long fallbacks,
        long waitingMillis,
        long completionMillis,
        ComparisonState comparison) {}
