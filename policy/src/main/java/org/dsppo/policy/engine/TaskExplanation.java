package org.dsppo.policy.engine;

import java.util.List;
import org.dsppo.schemas.decision.Candidate;

/**
 * Why a task waits, as of an instant.
 *
 * @param taskId the task
 * @param attempt attempt that waits
 * @param waitMillis time since it was submitted
 * @param position place in the queue in scheduling order, from 1
 * @param queueLength number of waiting tasks of the cell
 * @param reason in one sentence
 * @param heldBack true if something fits and the policy would rather wait
 * @param candidates places that have room now, best first, with the policy's scores
 * @param shortages per strategy that fits nowhere now, what its nearest node has too little of
 */
public record TaskExplanation(
        String taskId,
        int attempt,
        long waitMillis,
        int position,
        int queueLength,
        String reason,
        boolean heldBack,
        List<Candidate> candidates,
        List<Shortage> shortages) {}
