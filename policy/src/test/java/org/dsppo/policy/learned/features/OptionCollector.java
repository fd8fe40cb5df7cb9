package org.dsppo.policy.learned.features;

import java.util.List;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;

/** Places whatever fits and collects the options of a workload. */
public final class OptionCollector implements PlacementPolicy {

    private final CellFeatures features = new CellFeatures();

    /** Fingerprints of all options of a workload, in order of appearance. */
    public List<Long> of(Workload workload) {
        Simulator.run(workload, () -> this);
        return features.met().fingerprints();
    }

    @Override
    public String name() {
        return "option-collector";
    }

    @Override
    public void decide(PlacementRound round) {
        features.begin(round);
        while (features.candidates(NodeChoice.TIGHTEST).size() > 0) {
            features.place(0);
        }
    }
}
