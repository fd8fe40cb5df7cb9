package org.dsppo.policy.placement;

import org.dsppo.schemas.decision.Candidate;

/**
 * A place for a task, with what the policy thinks of it.
 *
 * @param strategy how the task would run
 * @param node where it would run
 * @param score higher is better, on the policy's own scale
 */
public record ScoredPlace(Strategy strategy, NodeView node, double score) {

    /** The same as decisions carry it. */
    public Candidate candidate() {
        return new Candidate(node.cluster(), node.nodeId(), strategy.id(), score);
    }
}
