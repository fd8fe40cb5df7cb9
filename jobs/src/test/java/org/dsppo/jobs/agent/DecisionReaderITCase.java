package org.dsppo.jobs.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dsppo.jobs.agent.execute.UptimeClock;
import org.dsppo.jobs.embedded.EmbeddedKafka;
import org.dsppo.jobs.emulator.DecisionFilter;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.decision.PolicyReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class DecisionReaderITCase {

    private static final Topics TOPICS = new Topics(Topic.DEFAULT_PREFIX);
    private static final int PARTITIONS = 3;

    private static EmbeddedKafka kafka;
    private static KafkaProducer<String, byte[]> producer;

    @TempDir private Path folder;
    private final UptimeClock uptime = new UptimeClock();

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.start();
        try (Admin admin = Admin.create(kafka.connection())) {
            TOPICS.create(admin, PARTITIONS, (short) -1);
        }
        producer =
                new KafkaProducer<>(
                        kafka.connection(), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void closeBroker() {
        producer.close();
        kafka.close();
    }

    private DecisionReader reader(String node) {
        return new DecisionReader(
                "room/" + node,
                kafka.connection(),
                TOPICS,
                folder.resolve("position"),
                uptime,
                new DecisionFilter(3_600_000));
    }

    private static void write(int partition, String node, String decisionId, long epoch)
            throws Exception {
        boolean marker = node == null;
        PlacementDecision decision =
                new PlacementDecision(
                        decisionId,
                        marker ? null : "t",
                        1,
                        "default",
                        epoch,
                        marker ? DecisionKind.EPOCH : DecisionKind.ASSIGN,
                        marker ? null : "room",
                        node,
                        marker ? null : "run",
                        null,
                        null,
                        5,
                        0,
                        new PolicyReference("greedy", 1, "active"),
                        false,
                        null,
                        null);
        producer.send(
                        new ProducerRecord<>(
                                TOPICS.name(Topic.DECISIONS),
                                partition,
                                null,
                                MessageCodecs.PLACEMENT_DECISION.encode(decision)))
                .get();
    }

    private static List<DecisionReader.Found> read(DecisionReader reader, String until) {
        List<DecisionReader.Found> found = new ArrayList<>();
        while (found.stream().noneMatch(each -> each.decision().decisionId().equals(until))) {
            found.addAll(reader.poll(Duration.ofMillis(50)));
            reader.settle();
        }
        return found;
    }

    private static List<String> ids(List<DecisionReader.Found> found) {
        return found.stream().map(each -> each.decision().decisionId()).sorted().toList();
    }

    /** Lets a reader note that it has read everything. */
    private void settle(DecisionReader reader) {
        long from = uptime.millis();
        while (ReadPosition.read(folder.resolve("position"))
                .filter(position -> position.caughtUpMillis() > from)
                .isEmpty()) {
            reader.poll(Duration.ofMillis(20));
            reader.settle();
        }
    }

    @Test
    void readsWhatIsForItsNodeFromAllPartitionsByTheRulesForReaders() throws Exception {
        write(0, "n1", "before#1", 1);
        try (DecisionReader reader = reader("n1")) {
            reader.poll(Duration.ofMillis(50));
            write(1, "n1", "a#1", 1);
            write(1, "n1", "a#1", 1);
            write(1, "n2", "b#1", 1);
            write(2, null, null, 2);
            write(2, "n1", "void#1", 1);
            write(2, "n1", "c#1", 2);
            write(0, "n1", "d#1", 1);
            producer.send(
                            new ProducerRecord<>(
                                    TOPICS.name(Topic.DECISIONS), 2, null, new byte[] {'{'}))
                    .get();
            write(2, "n1", "last#1", 2);
            List<DecisionReader.Found> found = new ArrayList<>();
            while (found.size() < 4) {
                found.addAll(reader.poll(Duration.ofMillis(50)));
            }
            assertThat(ids(found)).containsExactly("a#1", "c#1", "d#1", "last#1");
        }
    }

    @Test
    void goesOnWhereItWasAndTellsHowOldADecisionMayBe() throws Exception {
        try (DecisionReader reader = reader("n3")) {
            reader.poll(Duration.ofMillis(50));
            write(2, null, null, 5);
            settle(reader);
            write(1, "n3", "a#1", 5);
            DecisionReader.Found fresh = read(reader, "a#1").get(0);
            assertThat(fresh.oldestMillis()).isGreaterThanOrEqualTo(0);
            settle(reader);
        }
        write(1, "n3", "b#1", 5);
        write(2, "n3", "void#1", 4);
        long readBefore =
                ReadPosition.read(folder.resolve("position")).orElseThrow().caughtUpMillis();
        long away = uptime.millis() - readBefore;
        assertThat(away).isPositive();
        try (DecisionReader reader = reader("n3")) {
            List<DecisionReader.Found> found = read(reader, "b#1");
            assertThat(ids(found)).containsExactly("b#1");
            assertThat(found.get(0).oldestMillis())
                    .as("it was written while nobody read")
                    .isGreaterThanOrEqualTo(away);
        }
    }

    @Test
    void ofABootBeforeNothingIsKnown() throws Exception {
        try (DecisionReader reader = reader("n4")) {
            reader.poll(Duration.ofMillis(50));
            settle(reader);
        }
        Path file = folder.resolve("position");
        ReadPosition position = ReadPosition.read(file).orElseThrow();
        new ReadPosition("another boot", 1, position.offsets(), position.epochs()).write(file);
        write(0, "n4", "a#1", 9);
        try (DecisionReader reader = reader("n4")) {
            assertThat(read(reader, "a#1").get(0).oldestMillis())
                    .isGreaterThan(Duration.ofDays(365).toMillis());
        }
    }
}
