package org.dsppo.policy.lab.baseline;

import java.util.SplittableRandom;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;

/**
 * Any pair of a strategy and a node that has room for it, all with the same probability. The usual
 * lower end of a comparison.
 */
final class RandomFit implements PlacementRule {

    private final Candidates candidates;
    private final SplittableRandom random;

    RandomFit(Candidates candidates, long seed) {
        this.candidates = candidates;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public Placement choose(WaitingTask task, PlacementRound round) {
        Strategy strategy = null;
        NodeView node = null;
        int seen = 0;
        for (Strategy candidate : candidates.strategies(task)) {
            for (NodeView place : candidates.nodes(round, candidate)) {
                // The n-th pair replaces the choice with probability 1/n: uniform in one pass.
                if (round.fits(task, candidate, place) && random.nextInt(++seen) == 0) {
                    strategy = candidate;
                    node = place;
                }
            }
        }
        return node == null ? null : new Placement(strategy, node);
    }
}
