package org.dsppo.operators.lifecycle;

import org.dsppo.operators.placement.PlacementInput;
import org.dsppo.operators.serving.PolicyReport;

/**
 * What the life cycle goes by: exactly one part is set.
 *
 * @param report what a version did
 * @param input what arrived in a cell
 */
public record LifeCycleInput(PolicyReport report, PlacementInput input) {

    /** What a version did. */
    public static LifeCycleInput of(PolicyReport report) {
        return new LifeCycleInput(report, null);
    }

    /** What arrived in a cell. */
    public static LifeCycleInput of(PlacementInput input) {
        return new LifeCycleInput(null, input);
    }
}
