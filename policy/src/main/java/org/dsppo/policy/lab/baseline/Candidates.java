package org.dsppo.policy.lab.baseline;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;

/** What a baseline may choose from: the strategies its cap allows, and nodes in its order. */
final class Candidates {

    private final StrategyCap cap;
    private final NodeOrder order;
    private final Map<Strategy, List<? extends NodeView>> ordered = new IdentityHashMap<>();

    Candidates(StrategyCap cap, NodeOrder order) {
        this.cap = cap;
        this.order = order;
    }

    /** The same order of nodes, and of strategies only the fastest of each class. */
    Candidates fastestOnly() {
        return new Candidates(new StrategyCap(1), order);
    }

    /** Allowed strategies of a task by rising run time. */
    List<Strategy> strategies(WaitingTask task) {
        return cap.fastestFirst(task.strategies());
    }

    /** Nodes a strategy could run on when empty, in order. */
    List<? extends NodeView> nodes(PlacementRound round, Strategy strategy) {
        if (order == NodeOrder.CATALOGUE) {
            return round.eligibleNodes(strategy);
        }
        if (ordered.size() > 10_000) {
            // Strategies that tasks bring along come and go; start over rather than keep them all.
            ordered.clear();
        }
        return ordered.computeIfAbsent(
                strategy,
                key -> round.eligibleNodes(key).stream().sorted(order.comparator()).toList());
    }

    /** The first node in order on which a task fits now, or null. */
    NodeView firstFit(PlacementRound round, WaitingTask task, Strategy strategy) {
        if (order == NodeOrder.CATALOGUE) {
            return round.firstFit(task, strategy);
        }
        for (NodeView node : nodes(round, strategy)) {
            if (round.fits(task, strategy, node)) {
                return node;
            }
        }
        return null;
    }

    /** True if the first node comes before the second. */
    boolean before(NodeView first, NodeView second) {
        return order.comparator().compare(first, second) < 0;
    }
}
