package org.dsppo.jobs.console;

/** The user asked for something that cannot be done; the message says so in one line. */
public final class UserErrorException extends RuntimeException {

    public UserErrorException(String message) {
        super(message);
    }

    public UserErrorException(String message, Throwable cause) {
        super(message, cause);
    }
}
