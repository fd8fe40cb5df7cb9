package org.dsppo.policy.lab.measure;

/** Figures on disk are not those of this version. */
public final class StaleCacheException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StaleCacheException(String message) {
        super(message);
    }
}
