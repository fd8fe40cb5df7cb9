package org.dsppo.policy.lab.baseline;

import org.dsppo.policy.placement.Appraisal;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.ScoringPolicy;
import org.dsppo.policy.placement.WaitingTask;

/** Takes tasks in an order and places each by a rule. */
final class RulePolicy implements ScoringPolicy {

    private final String name;
    private final TaskOrder order;
    private final PlacementRule rule;

    RulePolicy(String name, TaskOrder order, PlacementRule rule) {
        this.name = name;
        this.order = order;
        this.rule = rule;
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
        order.decide(round, rule);
    }
}
