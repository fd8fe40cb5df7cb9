package org.dsppo.operators.serving;

import org.dsppo.policy.placement.FallbackReason;
import org.dsppo.schemas.rollout.RolloutSegment;

/** Is told what happens while policies are served. */
public interface ServingListener {

    /** The fallback takes over for the rest of an instant. */
    void fellBack(FallbackReason why);

    /** The deciding policy was compared with the reference. */
    void compared(Comparison withReference);

    /** A window is over. */
    void reported(PolicyReport report);

    /** Decisions were written down, on the clock of the rounds. */
    void rolledOut(RolloutSegment segment);
}
