package org.dsppo.policy.lab.baseline;

import java.util.BitSet;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;

/**
 * The node with the smallest, or largest, mean share of allocated resources after placement, with
 * the fastest strategy that fits there. Kubernetes' LeastAllocated and MostAllocated scores, over
 * all kinds a node has with equal weights and without rounding.
 */
final class AllocatedShare implements PlacementRule {

    private final Candidates candidates;
    private final boolean most;

    /**
     * @param most true to pack, false to spread
     */
    AllocatedShare(Candidates candidates, boolean most) {
        this.candidates = candidates;
        this.most = most;
    }

    @Override
    public Placement choose(WaitingTask task, PlacementRound round) {
        int kinds = round.resources().size();
        BitSet taken = new BitSet();
        Strategy strategy = null;
        NodeView node = null;
        double best = Double.NEGATIVE_INFINITY;
        for (Strategy candidate : candidates.strategies(task)) {
            for (NodeView place : candidates.nodes(round, candidate)) {
                if (taken.get(place.index()) || !round.fits(task, candidate, place)) {
                    continue;
                }
                // Strategies come fastest first: a node's first fit is the one it would use.
                taken.set(place.index());
                double share = NodeScores.allocatedShare(place, candidate.demand(), kinds);
                double score = most ? share : -share;
                if (score > best || score == best && candidates.before(place, node)) {
                    strategy = candidate;
                    node = place;
                    best = score;
                }
            }
        }
        return node == null ? null : new Placement(strategy, node);
    }
}
