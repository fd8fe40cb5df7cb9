package org.dsppo.policy.training.ppo;

import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.resource.ResourceDemand;

/** Parts of a cell in use: of each node the mean over its resource kinds, then over all nodes. */
public final class CellUse {

    private CellUse() {}

    /** Part of the cell that a task takes with this strategy on this node. */
    public static double share(PlacementRound round, NodeView node, Strategy strategy) {
        ResourceDemand demand = strategy.demand();
        double share = 0;
        for (int i = 0; i < demand.size(); i++) {
            share += (double) demand.amount(i) / node.capacity(demand.kind(i));
        }
        int listed = 0;
        for (int kind = 0; kind < round.resources().size(); kind++) {
            listed += node.capacity(kind) > 0 ? 1 : 0;
        }
        return share / Math.max(1, listed) / round.nodes().size();
    }

    /** Part of the cell in use now. */
    public static double utilisation(PlacementRound round) {
        double used = 0;
        for (NodeView node : round.nodes()) {
            double ofNode = 0;
            int listed = 0;
            for (int kind = 0; kind < round.resources().size(); kind++) {
                if (node.capacity(kind) > 0) {
                    ofNode += 1 - (double) node.free(kind) / node.capacity(kind);
                    listed++;
                }
            }
            used += ofNode / Math.max(1, listed);
        }
        return used / round.nodes().size();
    }
}
