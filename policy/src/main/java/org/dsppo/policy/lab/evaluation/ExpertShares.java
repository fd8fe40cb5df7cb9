package org.dsppo.policy.lab.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.learned.network.DsPpoPolicy;
import org.dsppo.policy.learned.weights.PolicyArtefact;

/**
 * How much each expert of a policy counts on a workload.
 *
 * @param decisions looked at
 * @param shares mean over them, of the linear path as it is and of each expert; 1 in all
 */
public record ExpertShares(long decisions, List<Double> shares) {

    /**
     * Runs the policy.
     *
     * @param artefact with experts
     */
    public static ExpertShares of(PolicyArtefact artefact, Workload workload) {
        double[] sums = new double[artefact.shape().experts() + 1];
        long[] decisions = new long[1];
        Simulator.run(
                workload,
                () -> {
                    DsPpoPolicy policy = new DsPpoPolicy(artefact);
                    policy.letChoose(
                            (round, scores, byRule) -> {
                                float[] shares = scores.experts();
                                for (int i = 0; i < sums.length; i++) {
                                    sums[i] += shares[i];
                                }
                                decisions[0]++;
                                return byRule;
                            });
                    return policy;
                });
        List<Double> means = new ArrayList<>();
        for (double sum : sums) {
            means.add(sum / Math.max(1, decisions[0]));
        }
        return new ExpertShares(decisions[0], means);
    }
}
