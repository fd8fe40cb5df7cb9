package org.dsppo.policy.learned.features;

import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;

/** Always places the first candidate, and lets a test look on. */
record FirstPlacing(CellFeatures features, Onlooker onlooker) implements PlacementPolicy {

    /** Told of what is there before each placement, and when nothing more fits. */
    @FunctionalInterface
    interface Onlooker {
        void look(PlacementRound round, CellFeatures features, CandidateSet candidates);
    }

    static void run(Workload workload, Onlooker onlooker) {
        Simulator.run(workload, () -> new FirstPlacing(new CellFeatures(), onlooker));
    }

    @Override
    public String name() {
        return "first-placing";
    }

    @Override
    public void decide(PlacementRound round) {
        features.begin(round);
        CandidateSet candidates = features.candidates(NodeChoice.TIGHTEST);
        onlooker.look(round, features, candidates);
        while (candidates.size() > 0) {
            features.place(0);
            candidates = features.candidates(NodeChoice.TIGHTEST);
            onlooker.look(round, features, candidates);
        }
    }
}
