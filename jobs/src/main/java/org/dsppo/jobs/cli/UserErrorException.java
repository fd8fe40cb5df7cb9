package org.dsppo.jobs.cli;

/** The user asked for something that cannot be done; the message says so in one line. */
final class UserErrorException extends RuntimeException {

    UserErrorException(String message) {
        super(message);
    }

    UserErrorException(String message, Throwable cause) {
        super(message, cause);
    }
}
