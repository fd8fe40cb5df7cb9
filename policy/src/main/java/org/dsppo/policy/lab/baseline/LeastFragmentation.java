package org.dsppo.policy.lab.baseline;

import java.util.List;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.policy.resource.HeldDevices;

/**
 * The fastest strategy that fits anywhere now, on the node whose fragmentation it raises least or
 * lowers most: the idle devices there that a typical task cannot use. The FGD rule of Weng et al.,
 * Beware of Fragmentation: Scheduling GPU-Sharing Workloads with Fragmentation Gradient Descent,
 * USENIX ATC 2023; where a node lists no devices, with its devices pooled. Of equals the first
 * wins.
 */
final class LeastFragmentation implements PlacementRule {

    /**
     * Less of a cell than this is round-off: without it equal nodes would be told apart by the
     * order in which numbers are added up, and by the unit they are kept in.
     */
    private static final double ROUND_OFF = 1e-12;

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
            Placement best = null;
            double least = Double.POSITIVE_INFINITY;
            for (NodeView node : candidates.nodes(round, strategy)) {
                if (round.fits(task, strategy, node)) {
                    double before = typical.fragmentation(node);
                    for (HeldDevices devices : choices(node, strategy)) {
                        double added =
                                typical.fragmentationAdded(
                                        node, strategy.demand(), devices, before);
                        if (added < least - ROUND_OFF) {
                            best = new Placement(strategy, node, devices);
                            least = added;
                        }
                    }
                }
            }
            if (best != null) {
                return best;
            }
        }
        return null;
    }

    private static List<HeldDevices> choices(NodeView node, Strategy strategy) {
        return node.devices() == null
                ? List.of(HeldDevices.NONE)
                : node.devices().choices(strategy.demand());
    }
}
