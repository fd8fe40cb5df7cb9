package org.dsppo.policy.lab.baseline;

import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;

/**
 * The fastest strategy that fits anywhere now, on the first such node in order. The plain greedy
 * rule; with a cap of 1 only a class's fastest strategy is ever used, and waited for.
 */
final class FastestFit implements PlacementRule {

    private final Candidates candidates;

    FastestFit(Candidates candidates) {
        this.candidates = candidates;
    }

    @Override
    public Placement choose(WaitingTask task, PlacementRound round) {
        for (Strategy strategy : candidates.strategies(task)) {
            NodeView node = candidates.firstFit(round, task, strategy);
            if (node != null) {
                return new Placement(strategy, node);
            }
        }
        return null;
    }
}
