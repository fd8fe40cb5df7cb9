package org.dsppo.operators.lifecycle;

/**
 * What becomes of a version.
 *
 * @param outcome what to do
 * @param reason why, with figures; null while it is not decided
 */
record Verdict(Outcome outcome, String reason) {

    /** What to do. */
    enum Outcome {
        /** Not decided yet. */
        WAIT,
        /** The next stage. */
        ADVANCE,
        /** No further. */
        DROP
    }

    static final Verdict WAIT = new Verdict(Outcome.WAIT, null);

    static Verdict advance(String reason) {
        return new Verdict(Outcome.ADVANCE, reason);
    }

    static Verdict drop(String reason) {
        return new Verdict(Outcome.DROP, reason);
    }
}
