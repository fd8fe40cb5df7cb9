package org.dsppo.jobs.console;

/** What was asked for went wrong on the way, through no fault of the command line. */
public final class RunFailedException extends RuntimeException {

    public RunFailedException(String message) {
        super(message);
    }

    public RunFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
