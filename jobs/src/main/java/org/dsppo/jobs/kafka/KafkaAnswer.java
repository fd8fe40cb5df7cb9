package org.dsppo.jobs.kafka;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;

/** Waits for what was asked of a broker, for a while. */
final class KafkaAnswer {
    private static final long SECONDS = 30;

    private KafkaAnswer() {}

    /**
     * The answer.
     *
     * @param purpose what was asked for, as in "list topics"
     * @throws KafkaUnavailableException if none comes or it is a refusal, which is then the cause
     */
    static <T> T await(KafkaFuture<T> answer, String purpose) {
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new KafkaUnavailableException(
                    "Kafka refused to %s: %s".formatted(purpose, e.getCause().getMessage()),
                    e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaUnavailableException(
                    "Kafka did not answer within %d s when asked to %s".formatted(SECONDS, purpose),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("Interrupted while asking Kafka to " + purpose, e);
        }
    }
}
