package org.dsppo.policy.training.ppo;

import java.util.List;
import java.util.function.Supplier;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.training.network.MatrixProducts;

/** Says how it would decide where another policy got to. */
public sealed interface Teacher permits DemonstrationTeacher, PolicyTeacher, VoteTeacher {

    /**
     * Logarithms of probabilities of all actions of each decision, waiting last; null for a
     * decision it has nothing to say about.
     *
     * @param steps decisions with their inputs
     */
    List<double[]> logProbabilities(List<Step> steps, MatrixProducts products);

    /**
     * Another set network.
     *
     * @param workload on which the spread of its scores is measured
     * @param temperature randomness relative to that spread
     */
    static Teacher policy(PolicyArtefact artefact, Workload workload, double temperature) {
        return new PolicyTeacher(
                artefact, ScoreSpread.temperatures(artefact, workload, temperature));
    }

    /**
     * A heuristic that never waits, by the candidate feature that marks its choice, such as {@link
     * CandidateFeature#GREEDY_WOULD}.
     *
     * @param smoothing probability left to the other candidates together; none goes to waiting,
     *     which would be learnt as a habit
     */
    static Teacher vote(CandidateFeature feature, double smoothing) {
        return new VoteTeacher(feature, smoothing);
    }

    /**
     * Any policy, by example: it decides the episodes of its lessons itself, and what it waits with
     * is to wait.
     *
     * @param demonstrators makes the policy, once per episode
     * @param smoothing probability left to the other candidates together
     */
    static Teacher demonstration(Supplier<PlacementPolicy> demonstrators, double smoothing) {
        return new DemonstrationTeacher(demonstrators, smoothing);
    }
}
