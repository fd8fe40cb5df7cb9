package org.dsppo.policy.training.plan;

import java.util.List;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.network.LinearPath;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.Normalisers;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.sites.TrainingFamily;

/** Where training begins: statistics of the features, and weights that are greedy with a cap. */
public final class StartingPolicy {

    private static final int SAMPLES = 2;

    private StartingPolicy() {}

    /**
     * A linear policy that always places something: first what greedy would that uses no strategy
     * slower than twice the class's shortest, which is the rule that is good in most places. Its
     * weights are large against the steps of an evolution, so that it is not lost at once.
     *
     * @param families the statistics are measured on samples of these
     */
    public static PolicyArtefact greedy(String name, List<TrainingFamily> families) {
        float[] weights = new float[NetworkShape.LINEAR.weightCount()];
        weights[LinearPath.position(false, CandidateFeature.ONE)] = 2;
        weights[LinearPath.position(true, CandidateFeature.GREEDY_CAPPED_WOULD)] = 2;
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
                statistics.node(),
                statistics.option());
    }
}
