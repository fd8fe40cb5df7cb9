package org.dsppo.policy.lab.measure;

/**
 * What one run came to.
 *
 * @param millis mean time from submission to end; of a run that was cut off the least it would be
 * @param complete false if the run was cut off
 */
record CompletionOutcome(double millis, boolean complete) {

    /** True if this says all that a run with this limit would say. */
    boolean answers(double mostMillis) {
        return complete || millis >= mostMillis;
    }

    /** True if it is known to be a mean of at most this. */
    boolean isWithin(double mostMillis) {
        return complete && millis <= mostMillis;
    }
}
