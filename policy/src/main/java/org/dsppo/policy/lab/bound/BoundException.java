package org.dsppo.policy.lab.bound;

/** A bound cannot be computed; the message is one line for people. */
public final class BoundException extends RuntimeException {

    BoundException(String message) {
        super(message);
    }

    BoundException(String message, Throwable cause) {
        super(message, cause);
    }
}
