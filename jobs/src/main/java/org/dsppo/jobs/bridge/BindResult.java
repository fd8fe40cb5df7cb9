package org.dsppo.jobs.bridge;

/**
 * What became of a binding.
 *
 * @param kind what
 * @param detail in words; null for what went well
 */
record BindResult(Kind kind, String detail) {

    enum Kind {
        /** It is bound as decided. */
        BOUND,
        /** Somebody else was first; the decision is lost. */
        LOST,
        /** It is not there any more. */
        GONE,
        /** It was refused; another node may do. */
        REFUSED
    }

    static final BindResult DONE = new BindResult(Kind.BOUND, null);
}
