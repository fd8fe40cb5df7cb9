package org.dsppo.operators.lifecycle;

import org.dsppo.operators.placement.PlacementInput;
import org.dsppo.operators.serving.PolicyReport;
import org.dsppo.schemas.rollout.RolloutSegment;

/**
 * What the life cycle goes by: exactly one part is set.
 *
 * @param report what a version did
 * @param input what happened in a cell
 * @param rollout decisions that were written down
 */
public record LifeCycleInput(PolicyReport report, PlacementInput input, RolloutSegment rollout) {

    /** What a version did. */
    public static LifeCycleInput of(PolicyReport report) {
        return new LifeCycleInput(report, null, null);
    }

    /** What happened in a cell. */
    public static LifeCycleInput of(PlacementInput input) {
        return new LifeCycleInput(null, input, null);
    }

    /** Decisions that were written down. */
    public static LifeCycleInput of(RolloutSegment rollout) {
        return new LifeCycleInput(null, null, rollout);
    }
}
