package org.dsppo.policy.deepsets;

import org.dsppo.policy.features.CandidateSet;
import org.dsppo.policy.placement.FallbackReason;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.PolicyFailedException;
import org.dsppo.policy.weights.PolicyArtefact;
import org.dsppo.schemas.decision.PolicyReference;

/**
 * The learned policy: of the candidates with an admission score above zero it places the one of the
 * most urgent class with the highest priority score, until none is admitted. If nothing runs, so
 * that waiting might be for ever, it places the candidate with the largest admission score.
 */
public final class DsPpoPolicy implements PlacementPolicy {

    private final String name;
    private final PolicyReference reference;
    private final CandidateScores scores;

    /**
     * @param artefact a set network
     * @throws IllegalArgumentException if the artefact is of another form
     */
    public DsPpoPolicy(PolicyArtefact artefact) {
        this.name = artefact.name();
        this.reference = new PolicyReference(name, (int) artefact.version(), "active");
        this.scores = new CandidateScores(artefact);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public PolicyReference reference() {
        return reference;
    }

    /**
     * Places tasks.
     *
     * @throws PolicyFailedException if a score is not a finite number
     */
    @Override
    public void decide(PlacementRound round) {
        scores.begin(round);
        while (round.waiting() > 0) {
            scores.score();
            int choice = choose(round);
            if (choice < 0) {
                return;
            }
            scores.place(choice);
        }
    }

    private int choose(PlacementRound round) {
        CandidateSet candidates = scores.candidates();
        int best = -1;
        int most = -1;
        for (int i = 0; i < candidates.size(); i++) {
            float admission = scores.admission(i);
            float priority = scores.priority(i);
            if (!Float.isFinite(admission + priority)) {
                throw new PolicyFailedException(
                        FallbackReason.NON_FINITE_SCORE,
                        "policy %s scores %s with admission %s and priority %s"
                                .formatted(name, candidates.task(i).taskId(), admission, priority));
            }
            if (most < 0 || admission > scores.admission(most)) {
                most = i;
            }
            if (admission > 0 && (best < 0 || precedes(candidates, i, best))) {
                best = i;
            }
        }
        return best < 0 && round.idle() ? most : best;
    }

    private boolean precedes(CandidateSet candidates, int a, int b) {
        long urgencyA = candidates.urgency(a);
        long urgencyB = candidates.urgency(b);
        return urgencyA > urgencyB
                || (urgencyA == urgencyB && scores.priority(a) > scores.priority(b));
    }
}
