package org.dsppo.jobs.topicview;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.dsppo.jobs.console.RunFailedException;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.decision.PlacementDecision;

/** Waits for a decision by a version, among those made from now on. */
public final class DecisionWait implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<String, byte[]> consumer;

    public DecisionWait(Properties connection, Topics topics) {
        consumer = new TopicScan(connection).consumer();
        List<TopicPartition> partitions =
                TopicScan.partitions(consumer, topics.name(Topic.DECISIONS));
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is lazy: nothing written from now on must be skipped.
        partitions.forEach(consumer::position);
    }

    /**
     * Seconds from a time to the first decision of a version.
     *
     * @throws RunFailedException if there is none in time
     */
    public double secondsUntil(String policy, int version, long sinceNanos, int timeoutSeconds) {
        long deadline = sinceNanos + TimeUnit.SECONDS.toNanos(timeoutSeconds);
        while (System.nanoTime() - deadline < 0) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                if (isOf(record.value(), policy, version)) {
                    return (System.nanoTime() - sinceNanos) / 1e9;
                }
            }
        }
        throw new RunFailedException(
                "no decision under %s@%d within %d s; a shadow takes part in none, and without tasks there are none"
                        .formatted(policy, version, timeoutSeconds));
    }

    private static boolean isOf(byte[] value, String policy, int version) {
        try {
            PlacementDecision decision = MessageCodecs.PLACEMENT_DECISION.decode(value);
            return decision.policy() != null
                    && decision.policy().name().equals(policy)
                    && decision.policy().version() == version;
        } catch (InvalidMessageException e) {
            return false;
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
