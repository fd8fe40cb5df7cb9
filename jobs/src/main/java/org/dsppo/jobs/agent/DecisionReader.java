package org.dsppo.jobs.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.dsppo.jobs.agent.execute.UptimeClock;
import org.dsppo.jobs.emulator.DecisionFilter;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;

/**
 * Reads the decisions for one node by the rules for readers, from where it once left off. How old a
 * decision may be is told without comparing clocks: it was written after the last time at which
 * this reader is known to have read all there was.
 */
final class DecisionReader implements AutoCloseable {

    private static final long PROBE_MILLIS = 1_000;
    private static final Duration PROBE_PATIENCE = Duration.ofMillis(1_000);

    /** Nothing here may hold up an agent that has to stop what it runs. */
    private static final String LONGEST_CALL_MILLIS = "1000";

    private static final long LOOK_FOR_PARTITIONS_MILLIS = 60_000;

    /**
     * A decision for this node.
     *
     * @param oldestMillis it is at most so old
     */
    record Found(PlacementDecision decision, long oldestMillis) {}

    private final String nodeName;
    private final String topic;
    private final Path file;
    private final UptimeClock uptime;
    private final DecisionFilter filter;
    private final KafkaConsumer<String, byte[]> consumer;
    private long caughtUpMillis;
    private long probedMillis;
    private Map<TopicPartition, Long> ends = Map.of();
    private long partitionsMillis;

    /**
     * Begins where the file says, without one at the end of the topic.
     *
     * @param nodeName {@code cluster/node}
     * @param file where to note how far it has come
     */
    DecisionReader(
            String nodeName,
            Properties connection,
            Topics topics,
            Path file,
            UptimeClock uptime,
            DecisionFilter filter) {
        this.nodeName = nodeName;
        this.topic = topics.name(Topic.DECISIONS);
        this.file = file;
        this.uptime = uptime;
        this.filter = filter;
        Properties settings = new Properties();
        settings.putAll(connection);
        settings.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.setProperty(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, LONGEST_CALL_MILLIS);
        settings.setProperty(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, LONGEST_CALL_MILLIS);
        // Under exactly-once a decision counts once its transaction is committed.
        settings.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer());
        this.caughtUpMillis = uptime.millis();
        ReadPosition.read(file).ifPresent(this::goOn);
    }

    private void goOn(ReadPosition position) {
        boolean sameBoot = position.bootId().equals(uptime.bootId());
        // Of another boot it cannot be told how long ago that was.
        caughtUpMillis = sameBoot ? position.caughtUpMillis() : Long.MIN_VALUE / 2;
        position.epochs().forEach(filter::restore);
        consumer.assign(position.offsets().keySet().stream().map(this::partition).toList());
        position.offsets().forEach((p, offset) -> consumer.seek(partition(p), offset));
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(topic, number);
    }

    /** Waits a while for decisions; those that are not for this node are passed over. */
    List<Found> poll(Duration patience) {
        lookForPartitions();
        List<Found> found = new ArrayList<>();
        if (!consumer.assignment().isEmpty()) {
            long oldest = uptime.millis() - caughtUpMillis;
            for (ConsumerRecord<String, byte[]> each : consumer.poll(patience)) {
                accepted(each).ifPresent(decision -> found.add(new Found(decision, oldest)));
            }
        }
        return found;
    }

    private Optional<PlacementDecision> accepted(ConsumerRecord<String, byte[]> message) {
        try {
            PlacementDecision decision = MessageCodecs.PLACEMENT_DECISION.decode(message.value());
            boolean ours = nodeName.equals(decision.nodeName());
            boolean marker = decision.kind() == DecisionKind.EPOCH;
            return (ours || marker)
                            && filter.accepts(message.partition(), decision, uptime.millis())
                    ? Optional.of(decision)
                    : Optional.empty();
        } catch (InvalidMessageException e) {
            // The job writes none; whatever else does is no concern of a node.
            return Optional.empty();
        }
    }

    /** Partitions are looked up again now and then: an operator may add some. */
    private void lookForPartitions() {
        long now = uptime.millis();
        boolean none = consumer.assignment().isEmpty();
        if (!none && now < partitionsMillis + LOOK_FOR_PARTITIONS_MILLIS) {
            return;
        }
        partitionsMillis = now;
        try {
            List<TopicPartition> all =
                    consumer.partitionsFor(topic, PROBE_PATIENCE).stream()
                            .map(info -> partition(info.partition()))
                            .toList();
            if (none) {
                begin(consumer.endOffsets(all, PROBE_PATIENCE), now);
            } else {
                addFresh(all);
            }
        } catch (TimeoutException e) {
            // No broker answers; what is assigned already goes on once one does.
            partitionsMillis = now;
        }
    }

    /** Reads from where the topic ends, as a device that has just booted. */
    private void begin(Map<TopicPartition, Long> endOffsets, long nowMillis) {
        consumer.assign(endOffsets.keySet());
        endOffsets.forEach(consumer::seek);
        caughtUpMillis = nowMillis;
    }

    private void addFresh(List<TopicPartition> all) {
        List<TopicPartition> fresh =
                all.stream().filter(each -> !consumer.assignment().contains(each)).toList();
        if (!fresh.isEmpty()) {
            Map<TopicPartition, Long> positions = new HashMap<>();
            consumer.assignment().forEach(each -> positions.put(each, consumer.position(each)));
            fresh.forEach(each -> positions.put(each, 0L));
            consumer.assign(positions.keySet());
            positions.forEach(consumer::seek);
        }
    }

    /**
     * Finds out whether everything was read, and notes how far it has come. To be called once
     * everything that was found has been written down.
     */
    void settle() {
        long now = uptime.millis();
        if (!consumer.assignment().isEmpty() && now >= probedMillis + PROBE_MILLIS) {
            probedMillis = now;
            ends = ends();
        }
        if (!ends.isEmpty() && isRead(ends)) {
            caughtUpMillis = Math.max(caughtUpMillis, probedMillis);
            ends = Map.of();
            write();
        }
    }

    private Map<TopicPartition, Long> ends() {
        try {
            return consumer.endOffsets(consumer.assignment(), PROBE_PATIENCE);
        } catch (TimeoutException e) {
            return Map.of();
        }
    }

    private boolean isRead(Map<TopicPartition, Long> to) {
        try {
            return to.entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        } catch (TimeoutException e) {
            return false;
        }
    }

    private void write() {
        Map<Integer, Long> offsets = new HashMap<>();
        Map<Integer, Map<String, Long>> epochs = new HashMap<>();
        for (TopicPartition each : consumer.assignment()) {
            offsets.put(each.partition(), consumer.position(each));
            epochs.put(each.partition(), filter.epochs(each.partition()));
        }
        new ReadPosition(uptime.bootId(), caughtUpMillis, offsets, epochs).write(file);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
