package org.dsppo.jobs.bridge;

import java.util.List;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;

/**
 * The attempt that a workload was bound by, as its annotation tells.
 *
 * @param taskId the task
 * @param attempt from 1
 */
record Bound(String taskId, int attempt) {

    private static final char BEFORE_ATTEMPT = '#';

    /** Null where the workload is not bound by a decision. */
    static Bound of(Workload workload) {
        String decisionId = workload.decisionId();
        int mark = decisionId == null ? -1 : decisionId.lastIndexOf(BEFORE_ATTEMPT);
        if (mark < 0) {
            return null;
        }
        try {
            return new Bound(
                    decisionId.substring(0, mark),
                    Integer.parseInt(decisionId.substring(mark + 1)));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /**
     * As much of the decision as reports about its attempt need.
     *
     * @param target where it is bound; null if that is gone
     */
    static PlacementDecision decision(Workload workload, Target target, BridgeSettings settings) {
        Bound bound = of(workload);
        return new PlacementDecision(
                workload.decisionId(),
                bound.taskId(),
                bound.attempt(),
                settings.cell(),
                0,
                DecisionKind.ASSIGN,
                target == null ? settings.name() : target.spec().cluster(),
                workload.node(),
                workload.strategy() == null ? Wish.STRATEGY : workload.strategy(),
                null,
                null,
                0,
                0,
                null,
                false,
                null,
                List.of());
    }
}
