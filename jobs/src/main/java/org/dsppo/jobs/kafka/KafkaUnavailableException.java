package org.dsppo.jobs.kafka;

/** The broker does not answer, or refuses what was asked. */
public final class KafkaUnavailableException extends RuntimeException {

    KafkaUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
