package org.dsppo.policy.placement;

/**
 * A policy cannot go on deciding. What it has assigned so far stands; whoever serves the policy
 * lets a fallback do the rest and starts over with a new instance of the policy.
 */
public class PolicyFailedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final FallbackReason reason;

    /**
     * @param reason what kind of failure it is
     * @param message what exactly happened
     */
    public PolicyFailedException(FallbackReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What kind of failure it is. */
    public FallbackReason reason() {
        return reason;
    }
}
