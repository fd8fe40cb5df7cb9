package org.dsppo.policy.lab.baseline;

import org.dsppo.policy.placement.Appraisal;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.QueueCursor;
import org.dsppo.policy.placement.ScoringPolicy;
import org.dsppo.policy.placement.WaitingTask;

/**
 * Takes tasks in scheduling order and places each by a rule. One that fits nowhere either holds up
 * all behind it, or steps aside with its group, for which nothing fits then either.
 */
final class ArrivalOrder implements ScoringPolicy {

    private final String name;
    private final PlacementRule rule;
    private final boolean blocking;

    ArrivalOrder(String name, PlacementRule rule, boolean blocking) {
        this.name = name;
        this.rule = rule;
        this.blocking = blocking;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean waitsByRule() {
        return true;
    }

    @Override
    public Appraisal appraise(PlacementRound round, WaitingTask task, int limit) {
        return RuleAppraisal.of(rule, round, task, limit);
    }

    @Override
    public void decide(PlacementRound round) {
        rule.begin(round);
        QueueCursor queue = round.queue();
        for (WaitingTask task = queue.next(); task != null; task = queue.next()) {
            Placement place = rule.choose(task, round);
            if (place != null) {
                round.assign(task, place.strategy(), place.node(), null, place.devices());
            } else if (blocking) {
                return;
            } else {
                queue.skipGroup();
            }
        }
    }
}
