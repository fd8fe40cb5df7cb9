package org.dsppo.policy.lab.baseline;

import java.util.List;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;

/**
 * Nodes take turns: the first from the pointer on, in a circle in the catalogue's order, on which
 * some strategy fits, with the fastest that fits there. The pointer then moves past it.
 */
final class RoundRobin implements PlacementRule {

    private final Candidates candidates;
    private int next;

    RoundRobin(Candidates candidates) {
        this.candidates = candidates;
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public Placement choose(WaitingTask task, PlacementRound round) {
        int count = round.nodes().size();
        Strategy strategy = null;
        NodeView node = null;
        int distance = Integer.MAX_VALUE;
        for (Strategy candidate : candidates.strategies(task)) {
            List<? extends NodeView> nodes = candidates.nodes(round, candidate);
            for (NodeView place : nodes) {
                int ahead = Math.floorMod(place.index() - next, count);
                if (ahead < distance && round.fits(task, candidate, place)) {
                    strategy = candidate;
                    node = place;
                    distance = ahead;
                }
            }
        }
        if (node == null) {
            return null;
        }
        next = node.index() + 1;
        return new Placement(strategy, node);
    }
}
