package org.dsppo.operators.serving;

/** An artefact that must not be used. */
public final class RefusedPolicyException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String kind;

    /**
     * @param kind what is wrong with it in a word or two, for counting
     * @param message what exactly is wrong
     */
    public RefusedPolicyException(String kind, String message) {
        super(message);
        this.kind = kind;
    }

    /**
     * @param kind what is wrong with it in a word or two, for counting
     * @param cause what exactly is wrong
     */
    public RefusedPolicyException(String kind, Throwable cause) {
        super(cause.getMessage(), cause);
        this.kind = kind;
    }

    /** What is wrong with it in a word or two. */
    public String kind() {
        return kind;
    }
}
