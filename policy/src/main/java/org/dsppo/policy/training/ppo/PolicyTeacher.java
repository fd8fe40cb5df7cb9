package org.dsppo.policy.training.ppo;

import java.util.ArrayList;
import java.util.List;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.network.MatrixProducts;
import org.dsppo.policy.training.network.Minibatch;
import org.dsppo.policy.training.network.MinibatchNetwork;

/** Teaches what another network would do. */
final class PolicyTeacher implements Teacher {

    private static final int AT_A_TIME = 1000;

    private final PolicyArtefact artefact;
    private final Temperatures temperatures;

    PolicyTeacher(PolicyArtefact artefact, Temperatures temperatures) {
        this.artefact = artefact;
        this.temperatures = temperatures;
    }

    @Override
    public List<double[]> logProbabilities(List<Step> steps, MatrixProducts products) {
        MinibatchNetwork network = new MinibatchNetwork(artefact.shape(), products);
        ActionDistribution distribution =
                new ActionDistribution(temperatures.admission(), temperatures.priority());
        List<double[]> all = new ArrayList<>(steps.size());
        for (int first = 0; first < steps.size(); first += AT_A_TIME) {
            List<Step> part = steps.subList(first, Math.min(steps.size(), first + AT_A_TIME));
            Minibatch batch =
                    new Minibatch(part.stream().map(Step::input).toList(), artefact.normalisers());
            network.forward(artefact.weights(), batch);
            for (int d = 0; d < part.size(); d++) {
                int from = batch.firstCandidate(d);
                distribution.read(
                        network.admission(),
                        network.priority(),
                        from,
                        batch.firstCandidate(d + 1) - from,
                        part.get(d).mask(),
                        part.get(d).mayWait());
                all.add(distribution.logProbabilities());
            }
        }
        return all;
    }
}
