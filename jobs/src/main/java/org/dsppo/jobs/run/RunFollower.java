package org.dsppo.jobs.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.dsppo.jobs.emulator.EmulatorObserver;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.jobs.topicview.TopicScan;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;

/** Follows a run from the topics alone, from now on. */
public final class RunFollower implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final RunJoin join;
    private final KafkaConsumer<String, byte[]> consumer;
    private final String decisions;
    private final String events;

    /** Follows what is written from now on. */
    public RunFollower(Properties connection, Topics topics, EmulatorObserver observer) {
        this.join = new RunJoin(observer);
        this.decisions = topics.name(Topic.DECISIONS);
        this.events = topics.name(Topic.TASK_EVENTS);
        this.consumer = new TopicScan(connection).consumer();
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(decisions, events, topics.name(Topic.TELEMETRY))) {
            partitions.addAll(TopicScan.partitions(consumer, topic));
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is lazy: nothing written from now on must be skipped.
        partitions.forEach(consumer::position);
    }

    /** Reads for a moment. */
    public void poll() {
        consumer.poll(POLL).forEach(this::read);
    }

    private void read(ConsumerRecord<String, byte[]> message) {
        try {
            if (message.topic().equals(decisions)) {
                join.decided(MessageCodecs.PLACEMENT_DECISION.decode(message.value()));
            } else if (message.topic().equals(events)) {
                join.happened(MessageCodecs.TASK_EVENT.decode(message.value()));
            } else {
                join.reported(MessageCodecs.NODE_TELEMETRY.decode(message.value()));
            }
        } catch (InvalidMessageException e) {
            // Not for those who follow to judge: the job makes dead letters.
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
