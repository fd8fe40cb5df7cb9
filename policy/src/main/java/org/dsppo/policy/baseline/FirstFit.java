package org.dsppo.policy.baseline;

import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.QueueCursor;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;

/**
 * In order of arrival: each task takes the first node in catalogue order on which some strategy
 * fits, with the fastest that fits there. The paper's first fit; blocking, a task that fits nowhere
 * holds up all behind it.
 */
final class FirstFit implements PlacementPolicy {

    private final String name;
    private final boolean blocking;
    private final StrategyCap cap;

    FirstFit(String name, boolean blocking, StrategyCap cap) {
        this.name = name;
        this.blocking = blocking;
        this.cap = cap;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void decide(PlacementRound round) {
        QueueCursor queue = round.queue();
        for (WaitingTask task = queue.next(); task != null; task = queue.next()) {
            Strategy strategy = null;
            NodeView node = null;
            for (Strategy candidate : cap.fastestFirst(task.strategies())) {
                NodeView first = round.firstFit(candidate);
                if (first != null && (node == null || first.index() < node.index())) {
                    strategy = candidate;
                    node = first;
                }
            }
            if (node != null) {
                round.assign(task, strategy, node);
            } else if (blocking) {
                return;
            } else {
                queue.skipGroup();
            }
        }
    }
}
