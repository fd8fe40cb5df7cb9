package org.dsppo.jobs.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class EmbeddedKafkaITCase {
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.start();
    }

    @AfterAll
    static void closeBroker() {
        kafka.close();
    }

    @Test
    void deliversWhatWasProducedThroughAConsumerGroup() throws Exception {
        createTopic(kafka, "plain");

        produce(kafka, "plain", "zstd", "a", "b", "c");

        assertThat(consume(kafka, "plain", "readers", 3)).containsExactly("a", "b", "c");
    }

    @Test
    void showsOnlyCommittedTransactionsToAReaderOfCommittedRecords() throws Exception {
        createTopic(kafka, "transactional");
        Map<String, Object> config =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "writer");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactional", "aborted")).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactional", "committed")).get();
            producer.commitTransaction();
        }

        assertThat(consume(kafka, "transactional", "committed-readers", 1))
                .containsExactly("committed");
    }

    @Test
    void doesNotCreateTopicsByUse() {
        assertThatThrownBy(
                        () -> {
                            try (Admin admin = admin(kafka)) {
                                admin.describeTopics(List.of("never-created"))
                                        .allTopicNames()
                                        .get(30, TimeUnit.SECONDS);
                            }
                        })
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }

    @Test
    void keepsPortAndDataThroughARestart() throws Exception {
        try (EmbeddedKafka restarted = EmbeddedKafka.start()) {
            String address = restarted.bootstrapServers();
            createTopic(restarted, "kept");
            produce(restarted, "kept", "none", "before");

            restarted.stop();
            restarted.restart();

            assertThat(restarted.bootstrapServers()).isEqualTo(address);
            produce(restarted, "kept", "none", "after");
            assertThat(consume(restarted, "kept", "readers", 2)).containsExactly("before", "after");
        }
    }

    @Test
    void deletesItsTemporaryFolderOnClose() throws Exception {
        List<Path> before = temporaryFolders();
        EmbeddedKafka temporary = EmbeddedKafka.start();
        List<Path> during = temporaryFolders();
        during.removeAll(before);

        temporary.close();

        assertThat(during).hasSize(1).allSatisfy(path -> assertThat(path).doesNotExist());
    }

    private static List<Path> temporaryFolders() throws Exception {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try (var paths = Files.newDirectoryStream(parent, "dsppo-kafka-*")) {
            List<Path> found = new ArrayList<>();
            paths.forEach(found::add);
            return found;
        }
    }

    private static Admin admin(EmbeddedKafka broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static void createTopic(EmbeddedKafka broker, String topic) throws Exception {
        try (Admin admin = admin(broker)) {
            NewTopic created = new NewTopic(topic, Optional.of(1), Optional.empty());
            admin.createTopics(List.of(created)).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static void produce(
            EmbeddedKafka broker, String topic, String compression, String... values)
            throws Exception {
        Map<String, Object> config =
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "compression.type",
                        compression);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, value)).get(30, TimeUnit.SECONDS);
            }
        }
    }

    /** Reads until {@code count} records came, then a little longer to see records in excess. */
    private static List<String> consume(
            EmbeddedKafka broker, String topic, String group, int count) {
        Map<String, Object> config =
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "group.id",
                        group,
                        "auto.offset.reset",
                        "earliest",
                        "isolation.level",
                        "read_committed");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < count && System.nanoTime() - deadline < 0) {
                consumer.poll(Duration.ofMillis(200)).forEach(read -> values.add(read.value()));
            }
            consumer.poll(Duration.ofMillis(200)).forEach(read -> values.add(read.value()));
        }
        return values;
    }
}
