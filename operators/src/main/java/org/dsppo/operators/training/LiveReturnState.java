package org.dsppo.operators.training;

import java.util.List;

/**
 * What the latest live rollouts came to.
 *
 * @param segments oldest first
 */
public record LiveReturnState(List<SegmentReturn> segments) {

    /** Nothing yet. */
    public static final LiveReturnState INITIAL = new LiveReturnState(List.of());
}
