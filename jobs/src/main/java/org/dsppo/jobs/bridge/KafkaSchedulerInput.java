package org.dsppo.jobs.bridge;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dsppo.jobs.console.RunFailedException;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.jobs.topicview.PublishedCatalogue;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.codec.CatalogueEntries;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.node.NodeCordon;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskMessage;

/** Writes what the bridge tells the scheduler to the topics. */
final class KafkaSchedulerInput implements SchedulerInput, AutoCloseable {

    private final Topics topics;
    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final Map<String, CatalogueEntry> published = new LinkedHashMap<>();

    /**
     * @param before the catalogue that is in force
     */
    KafkaSchedulerInput(Properties connection, Topics topics, PublishedCatalogue before) {
        this.topics = topics;
        Properties settings = new Properties();
        settings.putAll(connection);
        settings.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        settings.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
        this.producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        before.keys().stream()
                // What people said about nodes is no part of a catalogue.
                .filter(key -> !key.startsWith(NodeCordon.KEY_PREFIX))
                .forEach(key -> published.put(key, null));
        before.entries().forEach(entry -> published.put(entry.key(), entry));
    }

    @Override
    public void send(TaskMessage message) {
        send(Topic.TASKS, message.taskId(), MessageCodecs.TASK_MESSAGE.encode(message));
    }

    @Override
    public void send(TaskEvent event) {
        send(Topic.TASK_EVENTS, event.taskId(), MessageCodecs.TASK_EVENT.encode(event));
    }

    @Override
    public void send(NodeTelemetry report) {
        send(Topic.TELEMETRY, report.name(), MessageCodecs.NODE_TELEMETRY.encode(report));
    }

    @Override
    public void publish(Catalogue catalogue) {
        Map<String, CatalogueEntry> next = new LinkedHashMap<>();
        CatalogueEntries.of(catalogue).forEach(entry -> next.put(entry.key(), entry));
        for (String key : published.keySet()) {
            if (!next.containsKey(key)) {
                send(Topic.CATALOGUE, key, null);
            }
        }
        next.forEach(
                (key, entry) -> {
                    if (!entry.equals(published.get(key))) {
                        send(Topic.CATALOGUE, key, MessageCodecs.CATALOGUE_ENTRY.encode(entry));
                    }
                });
        published.clear();
        published.putAll(next);
    }

    private void send(Topic topic, String key, byte[] value) {
        producer.send(
                new ProducerRecord<>(topics.name(topic), key, value),
                (metadata, problem) -> {
                    if (problem != null) {
                        failure.compareAndSet(null, problem);
                    }
                });
    }

    /**
     * Whether everything got through so far.
     *
     * @throws RunFailedException if a record could not be written: whoever leads next starts from
     *     what the platform and the topics hold
     */
    void check() {
        Exception problem = failure.get();
        if (problem != null) {
            throw new RunFailedException(
                    "Kafka did not take a record: " + problem.getMessage(), problem);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
