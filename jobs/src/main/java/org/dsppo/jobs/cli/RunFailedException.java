package org.dsppo.jobs.cli;

/** What was asked for went wrong on the way, through no fault of the command line. */
final class RunFailedException extends RuntimeException {

    RunFailedException(String message) {
        super(message);
    }

    RunFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
