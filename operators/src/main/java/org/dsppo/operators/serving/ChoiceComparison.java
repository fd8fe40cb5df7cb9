package org.dsppo.operators.serving;

import org.dsppo.policy.placement.Appraisal;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.PolicyFailedException;
import org.dsppo.policy.placement.ScoredPlace;
import org.dsppo.policy.placement.ScoringPolicy;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;

/** Asks a policy that does not decide what it would have done, task by task, and keeps count. */
final class ChoiceComparison {

    private static final int ONE = 1;

    private final PolicySeat seat;
    private ScoringPolicy asked;
    private long compared;
    private long agreed;
    private long both;
    private long ownMillis;
    private long otherMillis;
    private long failures;

    private ChoiceComparison(PolicySeat seat) {
        this.seat = seat;
        renew();
    }

    /** With a policy; null if it is null or cannot be asked. */
    static ChoiceComparison with(PolicySeat seat) {
        ChoiceComparison comparison = seat == null ? null : new ChoiceComparison(seat);
        return comparison == null || comparison.asked == null ? null : comparison;
    }

    private void renew() {
        asked = seat.maker().get() instanceof ScoringPolicy scoring ? scoring : null;
    }

    PolicySeat seat() {
        return seat;
    }

    /** A round begins that another policy decides. */
    void watch(PlacementRound round) {
        asked.watch(round);
    }

    /** A task is about to be placed by the policy that decides. */
    void placing(PlacementRound round, WaitingTask task, Strategy strategy, NodeView node) {
        Appraisal appraisal = ask(round, task);
        if (appraisal == null) {
            return;
        }
        compared++;
        ScoredPlace choice = appraisal.choice();
        if (choice != null) {
            both++;
            ownMillis += millis(round, task, strategy, node);
            otherMillis += millis(round, task, choice.strategy(), choice.node());
            boolean same = choice.strategy() == strategy && choice.node().type() == node.type();
            agreed += same ? 1 : 0;
        }
    }

    /** A task was left waiting by the policy that decides. */
    void leaving(PlacementRound round, WaitingTask task) {
        Appraisal appraisal = ask(round, task);
        // Where nothing fits there is nothing to agree on.
        if (appraisal != null && !appraisal.candidates().isEmpty()) {
            compared++;
            agreed += appraisal.choice() == null ? 1 : 0;
        }
    }

    private Appraisal ask(PlacementRound round, WaitingTask task) {
        try {
            return asked.appraise(round, task, ONE);
        } catch (PolicyFailedException e) {
            failures++;
            renew();
            return null;
        }
    }

    private static long millis(
            PlacementRound round, WaitingTask task, Strategy strategy, NodeView node) {
        return round.transferMillis(task, node) + task.runtimeMillis(strategy, node);
    }

    /** The counts so far; starts over. */
    Comparison take() {
        Comparison taken = new Comparison(compared, agreed, both, ownMillis, otherMillis, failures);
        compared = 0;
        agreed = 0;
        both = 0;
        ownMillis = 0;
        otherMillis = 0;
        failures = 0;
        return taken;
    }
}
