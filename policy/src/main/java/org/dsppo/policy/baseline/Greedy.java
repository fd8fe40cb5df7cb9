package org.dsppo.policy.baseline;

import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.QueueCursor;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;

/**
 * In order of arrival, not blocking: the fastest strategy that fits anywhere now, on the lowest
 * such node. With a cap of 1 only a class's fastest strategy is ever used, and waited for.
 */
final class Greedy implements PlacementPolicy {

    private final String name;
    private final StrategyCap cap;

    Greedy(String name, StrategyCap cap) {
        this.name = name;
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
            if (!place(task, round)) {
                queue.skipGroup();
            }
        }
    }

    private boolean place(WaitingTask task, PlacementRound round) {
        for (Strategy strategy : cap.fastestFirst(task.strategies())) {
            NodeView node = round.firstFit(strategy);
            if (node != null) {
                round.assign(task, strategy, node);
                return true;
            }
        }
        return false;
    }
}
