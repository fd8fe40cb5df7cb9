package org.dsppo.policy.device.tuning;

/** What happens when a share is to grow beyond what is free. */
public enum ShareOverflow {
    /** The others shrink in proportion. */
    RENORM,
    /** It takes only what is free; on a full device nothing can grow any more. */
    CLIP
}
