package org.dsppo.policy.lab.baseline;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.TaskGroup;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.policy.resource.ResourceDemand;

/**
 * Over all heads of groups and all places that have room, the pair with the highest alignment, the
 * dot product of demand and free resources relative to the node's capacity, minus a weight times
 * the run time in units of 100 s. Source: Grandl et al., Multi-resource packing for cluster
 * schedulers, SIGCOMM 2014.
 *
 * <p>An assignment only lowers the alignments on its node, so that a group's best pair stays its
 * best until that node is used: a heap with lazy refresh finds the overall best without scoring
 * everything again.
 */
final class Tetris implements PlacementPolicy {

    private static final double RUNTIME_UNIT_MILLIS = 100_000;

    private static final Comparator<Pair> ORDER =
            Comparator.comparingInt((Pair pair) -> -pair.group.priority())
                    .thenComparingDouble(pair -> -pair.score)
                    .thenComparingInt(pair -> pair.strategy.ordinal());

    private final String name;
    private final Candidates candidates;
    private final double runtimeWeight;

    /**
     * @param runtimeWeight at least 0
     */
    Tetris(String name, Candidates candidates, double runtimeWeight) {
        this.name = name;
        this.candidates = candidates;
        this.runtimeWeight = runtimeWeight;
    }

    /** The best place of a group's head, as of a number of uses of its node. */
    private record Pair(
            TaskGroup group,
            WaitingTask task,
            Strategy strategy,
            NodeView node,
            double score,
            int uses) {}

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean waitsByRule() {
        return true;
    }

    @Override
    public void decide(PlacementRound round) {
        int[] uses = new int[round.nodes().size()];
        PriorityQueue<Pair> queue = new PriorityQueue<>(ORDER);
        for (TaskGroup group : round.groups()) {
            offer(queue, group, round, uses);
        }
        while (!queue.isEmpty()) {
            Pair best = queue.poll();
            int node = best.node.index();
            // What is kept for others may have changed with a placement elsewhere.
            if (best.uses == uses[node] && round.fits(best.task, best.strategy, best.node)) {
                round.assign(best.task, best.strategy, best.node);
                uses[node]++;
            }
            if (best.group.size() > 0) {
                offer(queue, best.group, round, uses);
            }
        }
    }

    private void offer(
            PriorityQueue<Pair> queue, TaskGroup group, PlacementRound round, int[] uses) {
        WaitingTask task = group.head();
        Strategy strategy = null;
        NodeView node = null;
        double best = Double.NEGATIVE_INFINITY;
        for (Strategy candidate : candidates.strategies(task)) {
            ResourceDemand demand = candidate.demand();
            for (NodeView place : candidates.nodes(round, candidate)) {
                if (round.fits(task, candidate, place)) {
                    double penalty =
                            runtimeWeight
                                    * task.runtimeMillis(candidate, place)
                                    / RUNTIME_UNIT_MILLIS;
                    double score = NodeScores.alignment(place, demand) - penalty;
                    if (score > best) {
                        strategy = candidate;
                        node = place;
                        best = score;
                    }
                }
            }
        }
        if (node != null) {
            queue.add(new Pair(group, task, strategy, node, best, uses[node.index()]));
        }
    }
}
