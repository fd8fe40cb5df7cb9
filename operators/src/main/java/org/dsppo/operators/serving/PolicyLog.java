package org.dsppo.operators.serving;

import java.util.function.Consumer;
import org.dsppo.schemas.decision.PolicyReference;

/** Says which versions decide, once whenever that changes, and what should but cannot. */
public final class PolicyLog {

    private final PolicyBoard board;
    private final String fallback;
    private final Consumer<String> log;
    private String told;

    /**
     * @param fallback name of what decides where no version can
     * @param log takes a line
     */
    public PolicyLog(PolicyBoard board, String fallback, Consumer<String> log) {
        this.board = board;
        this.fallback = fallback;
        this.log = log;
    }

    /** To be called whenever the board may have changed. */
    public void look() {
        String now = describe(board.plan());
        if (!now.equals(told)) {
            told = now;
            log.accept(now);
        }
    }

    private String describe(ServingPlan plan) {
        if (plan.active() == null) {
            return "Policy %s should decide and cannot be used: the fallback %s decides"
                    .formatted(name(plan.wanted()), fallback);
        }
        PolicyReference active = plan.active().reference();
        String text = "Policy %s decides".formatted(name(active));
        if (!name(active).equals(name(plan.wanted()))) {
            text += ", since %s cannot be used".formatted(name(plan.wanted()));
        }
        if (plan.canary() != null) {
            text += ", %s is on trial (canary)".formatted(name(plan.canary().reference()));
        }
        if (plan.shadow() != null) {
            text += ", %s is only asked (shadow)".formatted(name(plan.shadow().reference()));
        }
        return text;
    }

    private static String name(PolicyReference reference) {
        return PolicyBoard.keyOf(reference.name(), reference.version());
    }
}
