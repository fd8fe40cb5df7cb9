package org.dsppo.policy.learned.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.features.Shares;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.Appraisal;
import org.dsppo.policy.placement.FallbackReason;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.PolicyFailedException;
import org.dsppo.policy.placement.ScoredPlace;
import org.dsppo.policy.placement.ScoringPolicy;
import org.dsppo.policy.placement.WaitingTask;
import org.dsppo.schemas.decision.PolicyReference;

/**
 * The learned policy: of the candidates with an admission score above zero it places the one of the
 * most urgent class with the highest priority score, until none is admitted. If nothing runs, so
 * that waiting might be for ever, it places the candidate with the largest admission score.
 */
public final class DsPpoPolicy implements ScoringPolicy {

    private final String name;
    private final PolicyReference reference;
    private final CandidateScores scores;
    private CandidateChoice choice = (round, scored, byRule) -> byRule;
    private PlacementRound seen;
    private boolean deciding;

    /**
     * @param artefact a set network
     * @throws IllegalArgumentException if the artefact is of another form
     */
    public DsPpoPolicy(PolicyArtefact artefact) {
        this(artefact, Shares.CHOSEN);
    }

    /**
     * @param artefact a set network
     * @param shares what elastic strategies get
     * @throws IllegalArgumentException if the artefact is of another form
     */
    public DsPpoPolicy(PolicyArtefact artefact, Shares shares) {
        this.name = artefact.name();
        this.reference = new PolicyReference(name, (int) artefact.version(), "active");
        this.scores = new CandidateScores(artefact, shares);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public PolicyReference reference() {
        return reference;
    }

    /** Lets another have the last word on every placement from the next round on. */
    public void letChoose(CandidateChoice other) {
        choice = other;
    }

    /**
     * Leans towards experts, or away from them, from the next round on.
     *
     * @param more added to the shares that the gate gives, the first to that of the linear path as
     *     it is; empty for nothing
     */
    public void lean(float[] more) {
        scores.lean(more);
    }

    /**
     * Places tasks.
     *
     * @throws PolicyFailedException if a score is not a finite number
     */
    @Override
    public void decide(PlacementRound round) {
        watch(round);
        place(round);
    }

    /** Places tasks in a round that it watches. */
    void place(PlacementRound round) {
        deciding = true;
        try {
            while (round.waiting() > 0) {
                scores.score();
                int chosen = choice.choose(round, scores, choose(round));
                if (chosen < 0) {
                    return;
                }
                scores.place(chosen);
            }
        } finally {
            deciding = false;
        }
    }

    /** Load of the bottleneck in the long run, as of the round that it watches. */
    double load() {
        return scores.load();
    }

    @Override
    public void watch(PlacementRound round) {
        scores.begin(round);
        seen = round;
    }

    /**
     * Scores of the candidates of a task's class, those that may be placed first, by priority; the
     * score of a candidate is that of its admission, above zero if it may be placed.
     *
     * @throws PolicyFailedException if a score is not a finite number
     */
    @Override
    public Appraisal appraise(PlacementRound round, WaitingTask task, int limit) {
        if (!deciding) {
            // While it decides, the latest scores are those of the round as it is.
            if (seen == round) {
                scores.again();
            } else {
                watch(round);
            }
            scores.score();
        }
        CandidateSet candidates = scores.candidates();
        List<Integer> own = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.task(i).group() == task.group()) {
                requireFinite(i);
                own.add(i);
            }
        }
        own.sort(
                Comparator.comparing((Integer i) -> scores.admission(i) <= 0)
                        .thenComparingDouble(
                                i ->
                                        scores.admission(i) > 0
                                                ? -scores.priority(i)
                                                : -scores.admission(i)));
        List<ScoredPlace> places = own.stream().map(this::place).toList();
        boolean placed = !places.isEmpty() && (places.get(0).score() > 0 || round.idle());
        return new Appraisal(
                placed ? places.get(0) : null, places.subList(0, Math.min(limit, places.size())));
    }

    private ScoredPlace place(int candidate) {
        CandidateSet candidates = scores.candidates();
        return new ScoredPlace(
                candidates.strategy(candidate),
                candidates.node(candidate),
                scores.admission(candidate));
    }

    private int choose(PlacementRound round) {
        CandidateSet candidates = scores.candidates();
        int best = -1;
        int most = -1;
        for (int i = 0; i < candidates.size(); i++) {
            float admission = scores.admission(i);
            requireFinite(i);
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

    private void requireFinite(int candidate) {
        float admission = scores.admission(candidate);
        float priority = scores.priority(candidate);
        if (!Float.isFinite(admission + priority)) {
            throw new PolicyFailedException(
                    FallbackReason.NON_FINITE_SCORE,
                    "policy %s scores %s with admission %s and priority %s"
                            .formatted(
                                    name,
                                    scores.candidates().task(candidate).taskId(),
                                    admission,
                                    priority));
        }
    }
}
