package org.dsppo.jobs.agent.execute;

/** An assignment that is not carried out; the message says why, to the submitter. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
