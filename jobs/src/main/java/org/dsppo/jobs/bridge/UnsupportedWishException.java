package org.dsppo.jobs.bridge;

/** Something asks for what this scheduler cannot promise; the message says what, for its owner. */
final class UnsupportedWishException extends Exception {

    UnsupportedWishException(String message) {
        super(message);
    }
}
