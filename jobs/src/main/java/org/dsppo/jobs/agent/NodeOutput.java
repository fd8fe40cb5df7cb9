package org.dsppo.jobs.agent;

import java.time.Duration;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.task.TaskEvent;

/**
 * Writes telemetry and task events. What does not arrive soon is given up, and whoever sent it
 * hears of that: old telemetry is of no use, and events are kept by the executor.
 */
final class NodeOutput implements AutoCloseable {

    private static final String LONGEST_BLOCK_MILLIS = "1000";
    private static final String LONGEST_REQUEST_MILLIS = "2000";
    private static final String LONGEST_DELIVERY_MILLIS = "4000";

    private final KafkaProducer<String, byte[]> producer;
    private final String telemetry;
    private final String events;

    NodeOutput(Properties connection, Topics topics) {
        Properties settings = new Properties();
        settings.putAll(connection);
        settings.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        settings.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
        settings.setProperty(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
        settings.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK_MILLIS);
        settings.setProperty(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, LONGEST_REQUEST_MILLIS);
        settings.setProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, LONGEST_DELIVERY_MILLIS);
        this.producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.telemetry = topics.name(Topic.TELEMETRY);
        this.events = topics.name(Topic.TASK_EVENTS);
    }

    /**
     * Sends a report of the node.
     *
     * @param outcome is told, on another thread, whether it arrived
     */
    void send(NodeTelemetry report, Consumer<Boolean> outcome) {
        send(telemetry, report.nodeId(), MessageCodecs.NODE_TELEMETRY.encode(report), outcome);
    }

    /** Sends an event of a task. */
    void send(TaskEvent event, Consumer<Boolean> outcome) {
        send(events, event.taskId(), MessageCodecs.TASK_EVENT.encode(event), outcome);
    }

    private void send(String topic, String key, byte[] value, Consumer<Boolean> outcome) {
        try {
            producer.send(
                    new ProducerRecord<>(topic, key, value),
                    (metadata, problem) -> outcome.accept(problem == null));
        } catch (TimeoutException e) {
            outcome.accept(false);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
