package org.dsppo.policy.learned.weights;

/** An artefact that must not be used; the message says why in one line. */
public final class IncompatiblePolicyException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong, for counting. */
    public enum Problem {
        /** No artefact at all, cut off, or of another format. */
        NOT_AN_ARTEFACT,
        /** Too large to be passed around. */
        TOO_LARGE,
        /** Not what was written. */
        CHECKSUM,
        /** A header without what it needs. */
        HEADER,
        /** Trained on features of another meaning. */
        FEATURE_VERSION,
        /** Numbers that do not fit together. */
        SHAPE,
        /** A weight or statistic that is not a number, or infinite. */
        NON_FINITE
    }

    private final Problem problem;

    IncompatiblePolicyException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    /** What is wrong, for counting. */
    public Problem problem() {
        return problem;
    }
}
