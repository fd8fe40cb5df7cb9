package org.dsppo.operators.state;

import java.util.List;

/**
 * What the latest live rollouts came to.
 *
 * @param segments oldest first
 */
public record LiveReturnState(List<SegmentReturnState> segments) {

    /** Nothing yet. */
    public static final LiveReturnState INITIAL = new LiveReturnState(List.of());
}
