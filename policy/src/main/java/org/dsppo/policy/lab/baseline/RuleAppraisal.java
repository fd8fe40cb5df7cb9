package org.dsppo.policy.lab.baseline;

import org.dsppo.policy.placement.Appraisal;
import org.dsppo.policy.placement.CompletionRanking;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.ScoredPlace;
import org.dsppo.policy.placement.WaitingTask;

/** What a rule would do with one task. Rules have no scores: places are ranked by completion. */
final class RuleAppraisal {

    private RuleAppraisal() {}

    /** Null if the rule cannot tell without being changed by it. */
    static Appraisal of(PlacementRule rule, PlacementRound round, WaitingTask task, int limit) {
        if (!rule.isRepeatable()) {
            return null;
        }
        Placement place = rule.choose(task, round);
        ScoredPlace choice =
                place == null
                        ? null
                        : CompletionRanking.place(round, task, place.strategy(), place.node());
        return new Appraisal(choice, CompletionRanking.of(round, task, limit));
    }
}
