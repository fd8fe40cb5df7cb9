package org.dsppo.policy.training.ppo;

import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.network.CandidateScores;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;

/** Measures the spread of scores while a policy serves a workload. */
final class ScoreSpread implements PlacementPolicy {

    private final CandidateScores scores;
    private final SpreadMeter meter = new SpreadMeter();

    private ScoreSpread(PolicyArtefact artefact) {
        this.scores = CandidateScores.forTraining(artefact);
    }

    /**
     * @param temperature relative to the spread, as {@link SpreadMeter} has it
     */
    static Temperatures temperatures(
            PolicyArtefact artefact, Workload workload, double temperature) {
        ScoreSpread spread = new ScoreSpread(artefact);
        Simulator.run(workload, () -> spread);
        return spread.meter.temperatures(temperature);
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
            meter.measure(scores);
            int best = best(candidates.size());
            if (scores.admission(best) <= 0 && !round.idle()) {
                return;
            }
            scores.place(best);
        }
    }

    /** The admitted candidate of the highest priority, or the one admitted soonest. */
    private int best(int size) {
        int most = 0;
        int best = -1;
        for (int i = 0; i < size; i++) {
            most = scores.admission(i) > scores.admission(most) ? i : most;
            if (scores.admission(i) > 0
                    && (best < 0 || scores.priority(i) > scores.priority(best))) {
                best = i;
            }
        }
        return best < 0 ? most : best;
    }
}
