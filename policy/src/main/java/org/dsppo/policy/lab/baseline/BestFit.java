package org.dsppo.policy.lab.baseline;

import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;

/**
 * The fastest strategy that fits anywhere now, on the node that would have the smallest mean share
 * of its resources left over. Best fit as in the FGD simulator, relative to the node itself and
 * over all kinds.
 */
final class BestFit implements PlacementRule {

    private final Candidates candidates;

    BestFit(Candidates candidates) {
        this.candidates = candidates;
    }

    @Override
    public Placement choose(WaitingTask task, PlacementRound round) {
        int kinds = round.resources().size();
        for (Strategy strategy : candidates.strategies(task)) {
            NodeView node = null;
            double best = Double.NEGATIVE_INFINITY;
            for (NodeView place : candidates.nodes(round, strategy)) {
                if (round.fits(task, strategy, place)) {
                    double share = NodeScores.allocatedShare(place, strategy.demand(), kinds);
                    if (share > best) {
                        node = place;
                        best = share;
                    }
                }
            }
            if (node != null) {
                return new Placement(strategy, node);
            }
        }
        return null;
    }
}
