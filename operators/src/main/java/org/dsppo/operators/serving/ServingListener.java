package org.dsppo.operators.serving;

import org.dsppo.policy.placement.FallbackReason;

/** Is told what happens while policies are served. */
public interface ServingListener {

    /** The fallback takes over for the rest of an instant. */
    void fellBack(FallbackReason why);

    /** The deciding policy was compared with the reference. */
    void compared(Comparison withReference);

    /** A window is over. */
    void reported(PolicyReport report);
}
