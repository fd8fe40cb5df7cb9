package org.dsppo.jobs.run;

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
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.codec.CatalogueEntries;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.node.NodeCordon;
import org.dsppo.schemas.task.TaskMessage;

/** Writes what the scheduler is given: catalogues, submissions and withdrawals. */
public final class TaskSender implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final String catalogue;
    private final String tasks;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    public TaskSender(Properties connection, Topics topics) {
        Properties settings = new Properties();
        settings.putAll(connection);
        settings.setProperty(ProducerConfig.ACKS_CONFIG, "all");
        settings.setProperty(ProducerConfig.LINGER_MS_CONFIG, "0");
        // On a topic that was made a moment ago the first batch may be refused and the second
        // taken, which leaves an idempotent producer stuck.
        settings.setProperty(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
        this.producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.catalogue = topics.name(Topic.CATALOGUE);
        this.tasks = topics.name(Topic.TASKS);
    }

    /** Sends a submission or withdrawal, keyed by task; does not wait for the broker. */
    public void send(TaskMessage message) {
        send(tasks, message.taskId(), MessageCodecs.TASK_MESSAGE.encode(message));
    }

    /** Sends every entry of a catalogue; does not wait for the broker. */
    public void send(Catalogue whole) {
        for (CatalogueEntry entry : CatalogueEntries.of(whole)) {
            send(catalogue, entry.key(), MessageCodecs.CATALOGUE_ENTRY.encode(entry));
        }
    }

    /** Sends what is wanted of a node; does not wait for the broker. */
    public void cordon(String cluster, String nodeId, NodeCordon cordon) {
        send(catalogue, NodeCordon.key(cluster, nodeId), MessageCodecs.NODE_CORDON.encode(cordon));
    }

    /** Deletes an entry of the catalogue that is in force. */
    public void delete(String catalogueKey) {
        send(catalogue, catalogueKey, null);
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

    /**
     * Waits until the broker has everything.
     *
     * @throws RunFailedException if a record could not be written
     */
    public void flush() {
        producer.flush();
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
