package org.dsppo.policy.training;

import java.util.List;
import org.dsppo.policy.deepsets.LinearPath;
import org.dsppo.policy.simulation.Simulator;
import org.dsppo.policy.weights.NetworkShape;
import org.dsppo.policy.weights.Normalisers;
import org.dsppo.policy.weights.PolicyArtefact;

/** Where training begins: statistics of the features, and weights that are greedy. */
public final class StartingPolicy {

    private static final int SAMPLES = 2;

    private StartingPolicy() {}

    /**
     * A linear policy that places what greedy would, always.
     *
     * @param families the statistics are measured on samples of these
     */
    public static PolicyArtefact greedy(String name, List<TrainingFamily> families) {
        float[] weights = new float[NetworkShape.LINEAR.weightCount()];
        weights[LinearPath.position(false, "one")] = 1;
        weights[LinearPath.position(true, "greedy-would")] = 1;
        return PolicyArtefact.of(name, NetworkShape.LINEAR, measure(families), weights);
    }

    private static Normalisers measure(List<TrainingFamily> families) {
        FeatureStatistics statistics = new FeatureStatistics();
        for (TrainingFamily family : families) {
            for (int i = 1; i <= SAMPLES; i++) {
                Simulator.run(family.workloads().apply(-1000 - i), statistics::probe);
            }
        }
        return new Normalisers(
                statistics.candidate(),
                statistics.cell(),
                statistics.waitingClass(),
                statistics.node());
    }
}
