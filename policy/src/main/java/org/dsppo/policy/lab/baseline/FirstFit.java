package org.dsppo.policy.lab.baseline;

import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;

/**
 * The first node in order on which some strategy fits, with the fastest that fits there. The
 * paper's first fit.
 */
final class FirstFit implements PlacementRule {

    private final Candidates candidates;

    FirstFit(Candidates candidates) {
        this.candidates = candidates;
    }

    @Override
    public Placement choose(WaitingTask task, PlacementRound round) {
        Strategy strategy = null;
        NodeView node = null;
        for (Strategy candidate : candidates.strategies(task)) {
            NodeView first = candidates.firstFit(round, task, candidate);
            if (first != null && (node == null || candidates.before(first, node))) {
                strategy = candidate;
                node = first;
            }
        }
        return node == null ? null : new Placement(strategy, node);
    }
}
