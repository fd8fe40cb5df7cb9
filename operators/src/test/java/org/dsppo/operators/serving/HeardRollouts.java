package org.dsppo.operators.serving;

import java.util.function.Consumer;
import org.dsppo.policy.placement.FallbackReason;
import org.dsppo.schemas.rollout.RolloutSegment;

/**
 * A listener that passes on what is rolled out and expects that nothing falls back.
 *
 * @param segments takes every segment
 */
public record HeardRollouts(Consumer<RolloutSegment> segments) implements ServingListener {

    @Override
    public void fellBack(FallbackReason why) {
        throw new AssertionError("fell back: " + why);
    }

    @Override
    public void compared(Comparison withReference) {}

    @Override
    public void reported(PolicyReport report) {}

    @Override
    public void rolledOut(RolloutSegment segment) {
        segments.accept(segment);
    }
}
