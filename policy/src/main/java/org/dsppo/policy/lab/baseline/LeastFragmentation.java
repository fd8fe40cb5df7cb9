package org.dsppo.policy.lab.baseline;

import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;

/**
 * The fastest strategy that fits anywhere now, on the node whose fragmentation it raises least or
 * lowers most: the idle devices there that a typical task cannot use. The FGD rule of Weng et al.,
 * Beware of Fragmentation: Scheduling GPU-Sharing Workloads with Fragmentation Gradient Descent,
 * USENIX ATC 2023, with the devices of a node pooled.
 */
final class LeastFragmentation implements PlacementRule {

    private final Candidates candidates;
    private final TypicalTasks typical;

    LeastFragmentation(Candidates candidates) {
        this.candidates = candidates;
        this.typical = new TypicalTasks(candidates);
    }

    @Override
    public void begin(PlacementRound round) {
        typical.observe(round);
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public Placement choose(WaitingTask task, PlacementRound round) {
        for (Strategy strategy : candidates.strategies(task)) {
            NodeView node = null;
            double best = Double.POSITIVE_INFINITY;
            for (NodeView place : candidates.nodes(round, strategy)) {
                if (round.fits(task, strategy, place)) {
                    double added = typical.fragmentationAdded(place, strategy.demand());
                    if (added < best) {
                        node = place;
                        best = added;
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
