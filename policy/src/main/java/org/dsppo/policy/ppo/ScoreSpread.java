package org.dsppo.policy.ppo;

import org.dsppo.policy.deepsets.CandidateScores;
import org.dsppo.policy.features.CandidateSet;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.simulation.Simulator;
import org.dsppo.policy.simulation.Workload;
import org.dsppo.policy.weights.PolicyArtefact;

/**
 * Measures how far scores lie apart while the policy serves. Evolution leaves their unit open, so
 * that a temperature means nothing by itself.
 */
final class ScoreSpread implements PlacementPolicy {

    private static final double LEAST = 1e-3;

    private final CandidateScores scores;
    private double admissions;
    private double priorities;
    private long decisions;

    private ScoreSpread(PolicyArtefact artefact) {
        this.scores = CandidateScores.forTraining(artefact);
    }

    /**
     * @param temperature relative to the mean distance of the largest admission score from zero,
     *     and to the mean deviation of the priority scores of a decision
     */
    static Temperatures temperatures(
            PolicyArtefact artefact, Workload workload, double temperature) {
        ScoreSpread spread = new ScoreSpread(artefact);
        Simulator.run(workload, () -> spread);
        double per = temperature / Math.max(1, spread.decisions);
        return new Temperatures(
                Math.max(LEAST, per * spread.admissions), Math.max(LEAST, per * spread.priorities));
    }

    @Override
    public String name() {
        return "spread";
    }

    @Override
    public void decide(PlacementRound round) {
        scores.begin(round);
        while (round.waiting() > 0) {
            scores.score();
            CandidateSet candidates = scores.candidates();
            if (candidates.size() == 0) {
                return;
            }
            int best = measure(candidates.size());
            if (scores.admission(best) <= 0 && !round.idle()) {
                return;
            }
            scores.place(best);
        }
    }

    /** Gives the admitted candidate of the highest priority, or the one admitted soonest. */
    private int measure(int size) {
        double sum = 0;
        double squares = 0;
        int most = 0;
        int best = -1;
        for (int i = 0; i < size; i++) {
            double priority = scores.priority(i);
            sum += priority;
            squares += priority * priority;
            most = scores.admission(i) > scores.admission(most) ? i : most;
            if (scores.admission(i) > 0
                    && (best < 0 || scores.priority(i) > scores.priority(best))) {
                best = i;
            }
        }
        double mean = sum / size;
        admissions += Math.abs(scores.admission(most));
        priorities += Math.sqrt(Math.max(0, squares / size - mean * mean));
        decisions++;
        return best < 0 ? most : best;
    }
}
