package org.dsppo.policy.lab.baseline;

import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.policy.resource.ResourceDemand;

/** What {@link ShortestFirst} orders waiting tasks by. */
enum TaskSize {
    /** Least run time, milliseconds. */
    RUNTIME {
        @Override
        double of(WaitingTask task, Candidates candidates, double[] totals) {
            return candidates.strategies(task).get(0).runtimeMillis() * task.runtimeScale();
        }
    },

    /** Least product of run time and dominant share: the area it takes of the whole cell. */
    AREA {
        @Override
        double of(WaitingTask task, Candidates candidates, double[] totals) {
            double least = Double.POSITIVE_INFINITY;
            for (Strategy strategy : candidates.strategies(task)) {
                double share = dominantShare(strategy.demand(), totals);
                least = Math.min(least, strategy.runtimeMillis() * share);
            }
            return least * task.runtimeScale();
        }
    };

    /**
     * Size of a task; proportional to its run-time scale.
     *
     * @param totals capacity of the cell by kind, millionths
     */
    abstract double of(WaitingTask task, Candidates candidates, double[] totals);

    private static double dominantShare(ResourceDemand demand, double[] totals) {
        double share = 0;
        for (int i = 0; i < demand.size(); i++) {
            share = Math.max(share, demand.amount(i) / totals[demand.kind(i)]);
        }
        return share;
    }

    /** Capacity of the cell by kind, millionths. */
    static double[] totals(PlacementRound round) {
        double[] totals = new double[round.resources().size()];
        for (NodeView node : round.nodes()) {
            for (int kind = 0; kind < totals.length; kind++) {
                totals[kind] += node.capacity(kind);
            }
        }
        return totals;
    }
}
