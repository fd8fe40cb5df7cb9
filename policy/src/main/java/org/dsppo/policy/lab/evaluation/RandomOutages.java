package org.dsppo.policy.lab.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.lab.simulation.NodeOutage;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.NodeSpec;

/** Nodes that fail and return independently, with exponential times between. */
final class RandomOutages {

    private static final double MEAN_UP_MILLIS = 1_500_000;
    private static final double MEAN_DOWN_MILLIS = 120_000;

    private RandomOutages() {}

    /** The workload with outages until its last arrival; every node comes back. */
    static Workload added(Workload workload, long seed) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x5DEECE66DL);
        long horizon = workload.tasks().get(workload.tasks().size() - 1).atMillis();
        List<NodeOutage> outages = new ArrayList<>();
        for (NodeSpec node : workload.catalogue().nodes()) {
            long at = exponential(random, MEAN_UP_MILLIS);
            while (at < horizon) {
                long back = at + 1_000 + exponential(random, MEAN_DOWN_MILLIS);
                outages.add(new NodeOutage(node.name(), at, back));
                at = back + 30_000 + exponential(random, MEAN_UP_MILLIS);
            }
        }
        return new Workload(workload.name(), workload.catalogue(), workload.tasks(), outages);
    }

    private static long exponential(SplittableRandom random, double mean) {
        return Math.round(-mean * Math.log1p(-random.nextDouble()));
    }
}
