package org.dsppo.policy.engine;

import java.util.ArrayList;
import java.util.List;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.StrategySet;
import org.dsppo.policy.resource.Quantity;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.policy.resource.ResourceSpace;

/** Finds out what keeps strategies from running now. */
final class Shortages {

    private Shortages() {}

    /** True if some strategy has room somewhere. */
    static boolean anyFits(CellModel model, StrategySet strategies) {
        return strategies.listed().stream().anyMatch(strategy -> fits(model, strategy));
    }

    private static boolean fits(CellModel model, Strategy strategy) {
        for (NodeLedger node : model.strategies().eligible(strategy)) {
            if (node.fits(strategy.demand())) {
                return true;
            }
        }
        return false;
    }

    /** Of every strategy that fits nowhere, what its nearest node lacks, fastest strategy first. */
    static List<Shortage> of(CellModel model, StrategySet strategies) {
        List<Shortage> shortages = new ArrayList<>();
        for (Strategy strategy : strategies.fastestFirst()) {
            if (!fits(model, strategy)) {
                shortages.addAll(of(model, strategy));
            }
        }
        return List.copyOf(shortages);
    }

    /** What the nearest node of a strategy lacks; the strategy fits nowhere. */
    static List<Shortage> of(CellModel model, Strategy strategy) {
        NodeLedger nearest = nearest(model, strategy);
        if (nearest == null) {
            return List.of(new Shortage(strategy.id(), null, null, 0, 0));
        }
        List<Shortage> shortages = new ArrayList<>();
        ResourceSpace space = model.space();
        ResourceDemand demand = strategy.demand();
        for (int i = 0; i < demand.size(); i++) {
            long free = nearest.offered(demand, demand.kind(i));
            if (free < demand.amount(i)) {
                shortages.add(
                        new Shortage(
                                strategy.id(),
                                nearest.nodeId(),
                                space.name(demand.kind(i)),
                                Quantity.toDecimal(demand.amount(i)),
                                Quantity.toDecimal(free)));
            }
        }
        return shortages;
    }

    private static NodeLedger nearest(CellModel model, Strategy strategy) {
        NodeLedger nearest = null;
        double least = Double.POSITIVE_INFINITY;
        for (NodeLedger node : model.strategies().eligible(strategy)) {
            double lack = lack(node, strategy.demand());
            if (node.schedulable() && lack < least) {
                nearest = node;
                least = lack;
            }
        }
        return nearest;
    }

    /** Sum over the kinds of the part of the demand that is missing. */
    private static double lack(NodeLedger node, ResourceDemand demand) {
        double sum = 0;
        for (int i = 0; i < demand.size(); i++) {
            long missing = demand.amount(i) - node.offered(demand, demand.kind(i));
            sum += missing > 0 ? (double) missing / demand.amount(i) : 0;
        }
        return sum;
    }
}
