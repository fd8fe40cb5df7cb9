package org.dsppo.jobs.topicview;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.dsppo.jobs.console.RunFailedException;

/** Reads what a topic holds now, and no further. */
public final class TopicScan {

    /** From the first record there is. */
    public static final long FROM_START = 0;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Properties connection;

    public TopicScan(Properties connection) {
        this.connection = new Properties();
        this.connection.putAll(connection);
        this.connection.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        this.connection.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    }

    /** A consumer that belongs to no group. */
    public KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                connection, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** All partitions of a topic. */
    public static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /**
     * Passes on every record from a time to what is the end of the topic when the scan begins.
     *
     * @param sinceEpochMillis time of the first record wanted, by the broker's stamp
     * @throws RunFailedException if the broker falls silent
     */
    public void read(
            String topic, long sinceEpochMillis, Consumer<ConsumerRecord<String, byte[]>> reader) {
        read(topic, (consumer, ends) -> seek(consumer, ends.keySet(), sinceEpochMillis), reader);
    }

    /**
     * Passes on the last records of every partition, to what is the end when the scan begins.
     *
     * @param records how many at most; fewer where transactions have taken offsets
     * @throws RunFailedException if the broker falls silent
     */
    public void readLast(
            String topic, long records, Consumer<ConsumerRecord<String, byte[]>> reader) {
        read(
                topic,
                (consumer, ends) ->
                        consumer.beginningOffsets(ends.keySet())
                                .forEach(
                                        (partition, first) ->
                                                consumer.seek(
                                                        partition,
                                                        Math.max(
                                                                first,
                                                                ends.get(partition) - records))),
                reader);
    }

    /** Where a scan begins, given where it will end. */
    @FunctionalInterface
    private interface Start {
        void seek(KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> ends);
    }

    private void read(String topic, Start start, Consumer<ConsumerRecord<String, byte[]>> reader) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            start.seek(consumer, Map.copyOf(ends));
            long heardAt = System.nanoTime();
            while (true) {
                ends.keySet().removeIf(each -> consumer.position(each) >= ends.get(each));
                if (ends.isEmpty()) {
                    return;
                }
                for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
                    heardAt = System.nanoTime();
                    reader.accept(message);
                }
                if (System.nanoTime() - heardAt > SILENCE_NANOS) {
                    throw new RunFailedException("Kafka fell silent on topic " + topic);
                }
            }
        }
    }

    private static void seek(
            KafkaConsumer<?, ?> consumer, Set<TopicPartition> partitions, long since) {
        if (since == FROM_START) {
            consumer.seekToBeginning(partitions);
            return;
        }
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, since));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted);
        for (TopicPartition partition : partitions) {
            if (found.get(partition) == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, found.get(partition).offset());
            }
        }
    }
}
