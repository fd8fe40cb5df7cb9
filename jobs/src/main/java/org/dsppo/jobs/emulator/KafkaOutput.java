package org.dsppo.jobs.emulator;

import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.task.TaskEvent;

/** Writes task events and telemetry to Kafka, keyed by task and by node. */
final class KafkaOutput implements EmulatorOutput, AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final String events;
    private final String telemetry;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    KafkaOutput(Properties connection, Topics topics) {
        Properties settings = new Properties();
        settings.putAll(connection);
        settings.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        settings.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
        // On a topic that was made a moment ago the first batch may be refused and the second
        // taken, which leaves an idempotent producer stuck.
        settings.setProperty(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
        this.producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.events = topics.name(Topic.TASK_EVENTS);
        this.telemetry = topics.name(Topic.TELEMETRY);
    }

    @Override
    public void send(TaskEvent event) {
        send(events, event.taskId(), MessageCodecs.TASK_EVENT.encode(event));
    }

    @Override
    public void send(NodeTelemetry report) {
        send(telemetry, report.nodeId(), MessageCodecs.NODE_TELEMETRY.encode(report));
    }

    private void send(String topic, String key, byte[] value) {
        producer.send(
                new ProducerRecord<>(topic, key, value),
                (metadata, problem) -> {
                    if (problem != null) {
                        failure.compareAndSet(null, problem);
                    }
                });
    }

    /** The first record that could not be written, or null. */
    Exception failure() {
        return failure.get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
