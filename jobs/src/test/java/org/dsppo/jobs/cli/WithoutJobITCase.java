package org.dsppo.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.deadletter.DeadLetter;
import org.dsppo.schemas.decision.PolicyReference;
import org.dsppo.schemas.summary.CellSummary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What commands say of a system whose job is not there, or of what it left behind. */
final class WithoutJobITCase {

    @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();
    private static KafkaProducer<String, byte[]> producer;

    @BeforeAll
    static void makeProducer() {
        producer =
                new KafkaProducer<>(
                        BROKER.connection(), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void closeProducer() {
        producer.close();
    }

    private static CommandRun command(String prefix, String line) {
        return BROKER.command(line + " --topic-prefix " + prefix);
    }

    private static CommandRun well(String prefix, String line) {
        CommandRun run = command(prefix, line);
        assertThat(run.status()).as(run.err()).isZero();
        return run;
    }

    private static void write(String topic, long atMillis, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, null, atMillis, "key", value)).get();
    }

    /** What a job at this speed would have written then. */
    private static void summarise(String prefix, long atMillis, double speed) throws Exception {
        CellSummary summary =
                new CellSummary(
                        "default",
                        new PolicyReference("greedy", 1, "active"),
                        atMillis - 10_000,
                        atMillis,
                        0,
                        0,
                        0,
                        0,
                        0,
                        1,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        speed,
                        33,
                        32,
                        List.of("edge/edge-03"),
                        List.of(),
                        null,
                        0,
                        0);
        write(Topic.SUMMARIES.name(prefix), atMillis, MessageCodecs.CELL_SUMMARY.encode(summary));
    }

    @Test
    void nothingAnswersAsIfAJobWereThere() throws Exception {
        String prefix = "silent";
        well(prefix, "topics create --partitions 2");
        well(prefix, "catalogue publish --cluster ii5");
        well(prefix, "submit --class ai --task-id job-17");

        assertThat(well(prefix, "status").out()).startsWith("the job was never seen");
        assertThat(well(prefix, "status job-17").out())
                .contains("job-17 is SUBMITTED", "the job was never seen");
        assertThat(well(prefix, "explain job-17").out())
                .startsWith("job-17 waits: the job was never seen")
                .doesNotContain("should start", "queue");
        JsonNode unseen = well(prefix, "explain job-17 --json").json();
        assertThat(unseen.get("job").get("alive").asBoolean()).isFalse();
        assertThat(unseen.get("estimatedStartInMillis").isNull()).isTrue();

        long longAgo = System.currentTimeMillis() - 2 * 3_600_000;
        summarise(prefix, longAgo, 20);
        assertThat(well(prefix, "status").out())
                .contains(
                        "the job is silent since",
                        "(2 h): nothing is decided until it runs again",
                        "policy in force: greedy@1 (active), speed 20",
                        "nodes of the job: 33 listed or reporting, 32 take tasks, down:"
                                + " edge/edge-03");
        assertThat(well(prefix, "explain job-17").out())
                .startsWith("job-17 waits: the job is silent since");

        summarise(prefix, System.currentTimeMillis(), 20);
        assertThat(well(prefix, "status").out()).startsWith("the job lives: last summary");
        assertThat(well(prefix, "status --json").json().get("job").get("alive").asBoolean())
                .isTrue();
        assertThat(well(prefix, "explain job-17").out())
                .contains("in the queue", "times on the clock; the job runs at speed 20");
    }

    @Test
    void commandsWorkAtTheSpeedOfTheJobOrSayThatTheyDoNot() throws Exception {
        String prefix = "speed";
        well(prefix, "topics create --partitions 2");
        well(prefix, "catalogue publish --cluster ii5");
        well(prefix, "submit --class ai --task-id job-17");
        assertThat(well(prefix, "emulate --for 100ms").err()).doesNotContain("speed");
        summarise(prefix, System.currentTimeMillis(), 50);

        assertThat(well(prefix, "whatif --from topics --policy greedy").err())
                .isEqualToNormalizingNewlines("working at speed 50, as the job does\n");
        assertThat(well(prefix, "emulate --for 100ms").err())
                .contains("working at speed 50, as the job does");
        assertThat(well(prefix, "emulate --for 100ms --speed 50").err()).doesNotContain("speed");
        CommandRun other =
                well(prefix, "replay --cluster i3 --tasks tasks=1:horizon=1 --speed 100 --json");
        assertThat(other.err())
                .contains(
                        "--speed is 100, the job runs at 50: run times and waits will not fit"
                                + " together");
        assertThat(other.json().get("speed").asDouble()).isEqualTo(100);
        assertThat(
                        well(prefix, "replay --cluster i3 --tasks tasks=1:horizon=1 --json")
                                .json()
                                .get("speed")
                                .asDouble())
                .isEqualTo(50);
    }

    private static void letter(String prefix, long atMillis, DeadLetter letter) throws Exception {
        write(Topic.DEAD_LETTERS.name(prefix), atMillis, MessageCodecs.DEAD_LETTER.encode(letter));
    }

    @Test
    void deadLettersAreListedAndExplained() throws Exception {
        String prefix = "letters";
        well(prefix, "topics create --partitions 2");
        assertThat(well(prefix, "dead-letters").out())
                .isEqualToNormalizingNewlines("0 dead letters in the last 1h\n");

        long now = System.currentTimeMillis();
        String tasks = Topic.TASKS.name(prefix);
        String long1000 = "x".repeat(1_000);
        letter(
                prefix,
                now - 30 * 60_000,
                new DeadLetter(tasks, 1, 7, "malformed", "no JSON", "\u001b[31m\nrubbish"));
        letter(
                prefix,
                now,
                new DeadLetter(
                        Topic.TELEMETRY.name(prefix),
                        0,
                        12,
                        "invalid",
                        "sequence is missing",
                        long1000));
        letter(
                prefix,
                now,
                new DeadLetter(tasks, -1, -1, "conflicting-content", "taskId is \"a\"", "{}"));
        write(Topic.DEAD_LETTERS.name(prefix), now, new byte[] {1, 2, 3});

        assertThat(well(prefix, "dead-letters").out())
                .contains(
                        "3 dead letters in the last 1h (conflicting-content 1, invalid 1, malformed"
                                + " 1)",
                        "1 records are no dead letters",
                        tasks + " partition 1 offset 7: malformed",
                        "  why      the record is no JSON object",
                        "  detail   no JSON",
                        "'dsppo submit' and 'dsppo replay' write valid ones",
                        "  payload  \ufffd[31m rubbish",
                        "letters.telemetry.v1 partition 0 offset 12: invalid",
                        "compare node-telemetry.schema.json",
                        "x".repeat(160) + " … (1,000 characters)",
                        tasks + ": conflicting-content",
                        "  to do    send the other task under an id of its own")
                .doesNotContain("\u001b", "x".repeat(161));
        assertThat(well(prefix, "dead-letters --reason malformed").out())
                .contains("1 dead letters in the last 1h of reason malformed")
                .doesNotContain("invalid");
        assertThat(well(prefix, "dead-letters --limit 1").out())
                .contains("3 dead letters", "the newest 1 of them", "conflicting-content")
                .doesNotContain("offset");

        JsonNode recent = well(prefix, "dead-letters --since 10m --json").json();
        assertThat(recent.get("deadLetters").asInt()).isEqualTo(2);
        assertThat(recent.get("reasons").get("invalid").asInt()).isEqualTo(1);
        JsonNode invalid = recent.get("listed").get(0);
        assertThat(invalid.get("offset").asLong()).isEqualTo(12);
        assertThat(invalid.get("payloadCharacters").asInt()).isEqualTo(1_000);
        assertThat(recent.get("listed").get(1).get("offset").isNull()).isTrue();

        CommandRun unknown = command(prefix, "dead-letters --reason rubish");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.errorLines())
                .containsExactly(
                        "dsppo dead-letters: --reason is rubish, expected one of"
                                + " conflicting-content, invalid, malformed");
        assertThat(well(prefix, "status").out()).contains("'dsppo dead-letters' lists them");
    }
}
