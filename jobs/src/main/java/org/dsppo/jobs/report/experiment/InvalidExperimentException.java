package org.dsppo.jobs.report.experiment;

/** What was asked for cannot be run; the message says in one line what to change. */
public final class InvalidExperimentException extends RuntimeException {

    InvalidExperimentException(String message) {
        super(message);
    }

    InvalidExperimentException(String message, Throwable cause) {
        super(message, cause);
    }
}
