package org.dsppo.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dsppo.jobs.PlacementJob;
import org.dsppo.jobs.embedded.EmbeddedFlink;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.jobs.options.JobOptions;
import org.dsppo.jobs.topicview.TopicScan;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.deadletter.DeadLetter;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.decision.PolicyReference;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands that work on a running system, against a broker, a job and emulated devices. */
final class KafkaCommandsITCase {

    private static final long PATIENCE_SECONDS = 90;

    @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

    @TempDir private Path folder;

    private static CommandRun command(String prefix, String line) {
        return BROKER.command(line + " --topic-prefix " + prefix);
    }

    private static JsonNode awaitTask(String prefix, String taskId, Predicate<JsonNode> wanted)
            throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        JsonNode status;
        do {
            status = command(prefix, "status " + taskId + " --json").json();
        } while (!wanted.test(status) && System.nanoTime() < deadline);
        return status;
    }

    private static EmbeddedFlink startJob(String prefix) {
        Configuration options = new Configuration();
        options.set(JobOptions.BOOTSTRAP_SERVERS, BROKER.kafka().bootstrapServers());
        options.set(JobOptions.POLICY, "greedy");
        options.set(JobOptions.TOPIC_PREFIX, prefix);
        options.set(JobOptions.GROUP_ID, prefix);
        return EmbeddedFlink.start(prefix, 2, env -> PlacementJob.define(env, options));
    }

    @Test
    void aTaskIsSubmittedFollowedAndCancelled() throws Exception {
        String prefix = "one";
        command(prefix, "topics create --partitions 2 --json").json();
        command(prefix, "catalogue publish --cluster ii5 --json").json();
        CompletableFuture<CommandRun> devices =
                CompletableFuture.supplyAsync(
                        () -> command(prefix, "emulate --speed 20 --for 45s --json"));
        try (EmbeddedFlink job = startJob(prefix)) {
            assertThat(job.status()).isNotNull();
            command(prefix, "submit --class memory --task-id quick --json").json();
            JsonNode quick =
                    awaitTask(prefix, "quick", s -> s.get("state").asText().equals("FINISHED"));
            assertThat(quick.get("state").asText()).isEqualTo("FINISHED");
            assertThat(quick.get("steps").findValuesAsText("what"))
                    .containsSubsequence("SUBMITTED", "ASSIGN", "STARTED", "FINISHED");

            command(prefix, "submit --class ai --runtime-scale 1000 --task-id slow --json").json();
            awaitTask(prefix, "slow", s -> s.get("state").asText().equals("RUNNING"));
            command(prefix, "cancel slow --json").json();
            JsonNode slow =
                    awaitTask(prefix, "slow", s -> s.get("state").asText().equals("REJECTED"));
            assertThat(slow.get("steps").findValuesAsText("what"))
                    .containsSubsequence("SUBMITTED", "ASSIGN", "STARTED", "CANCELLATION")
                    .contains("CANCEL", "FAILED", "REJECT");

            JsonNode system = command(prefix, "status --json").json();
            assertThat(system.get("nodes").asInt()).isEqualTo(33);
            assertThat(system.get("tasks").get("finished").asInt()).isEqualTo(1);
            assertThat(system.get("tasks").get("rejected").asInt()).isEqualTo(1);
            assertThat(system.get("deadLetters").asInt()).isZero();
        }
        CommandRun emulated = devices.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(emulated.json().get("finished").asInt()).isEqualTo(1);
    }

    @Test
    void aReplayIsFollowedToItsEndAndExported() throws Exception {
        String prefix = "two";
        command(prefix, "topics create --partitions 2 --json").json();
        command(prefix, "catalogue publish --cluster i3 --json").json();
        CompletableFuture<CommandRun> devices =
                CompletableFuture.supplyAsync(
                        () -> command(prefix, "emulate --cluster i3 --speed 50 --for 70s --json"));
        Path export = folder.resolve("out");
        try (EmbeddedFlink job = startJob(prefix)) {
            assertThat(job.status()).isNotNull();
            command(prefix, "submit --class ai --task-id first --json").json();
            awaitTask(prefix, "first", s -> s.get("state").asText().equals("FINISHED"));
            JsonNode replayed =
                    command(
                                    prefix,
                                    "replay --cluster i3 --tasks tasks=100:horizon=500 --speed 50"
                                            + " --json --export "
                                            + export)
                            .json();
            assertThat(replayed.get("finished").asInt()).isEqualTo(100);
            assertThat(replayed.get("violations")).isEmpty();
            CommandRun again =
                    command(
                            prefix,
                            "replay --cluster ii5 --tasks tasks=100:horizon=500 --speed 50 --wait"
                                    + " --json");
            JsonNode repeated = again.json();
            assertThat(again.err()).contains("the catalogue in force");
            assertThat(repeated.get("finished").asInt())
                    .as("its tasks are no duplicates of those before")
                    .isEqualTo(100);
            assertThat(repeated.get("violations")).isEmpty();
            assertThat(repeated.get("cluster")).isEqualTo(replayed.get("cluster"));
            assertThat(repeated.get("idPrefix")).isNotEqualTo(replayed.get("idPrefix"));
        }
        assertThat(devices.get(PATIENCE_SECONDS, TimeUnit.SECONDS).json().get("finished").asInt())
                .isEqualTo(201);
        assumeTrue(Referee.isPresent(), "skipped: needs python3 and ../shared/tools/referee.py");
        assertThat(Referee.judge(export, Optional.of(50.0)).get("finished").asInt()).isEqualTo(100);
    }

    @Test
    void topicsAreMadeOnceAndDifferencesAreNamed() {
        assertThat(command("three", "topics create --partitions 2").out())
                .contains("created three.tasks.v1")
                .doesNotContain("exists");

        CommandRun again = command("three", "topics create --partitions 3");

        assertThat(again.status()).isEqualTo(1);
        assertThat(again.out())
                .contains("exists  three.tasks.v1")
                .contains("differs: topic three.tasks.v1 has 2 partitions, asked for 3")
                .doesNotContain("created");
    }

    @Test
    void publishingAnotherCatalogueDeletesWhatIsNoLongerInIt() throws Exception {
        command("four", "topics create --json").json();
        JsonNode first = command("four", "catalogue publish --cluster ii5 --json").json();
        assertThat(first.get("deletedEntries").asInt()).isZero();
        assertThat(first.get("nodes").asInt()).isEqualTo(33);

        // ii5 has the classes io and network on top of those of i3.
        JsonNode second = command("four", "catalogue publish --cluster i3 --json").json();

        assertThat(second.get("deletedEntries").asInt()).isEqualTo(2);
    }

    @Test
    void aCatalogueThatTasksWouldFeelIsPublishedByForceOnly() throws Exception {
        command("seven", "topics create --json").json();
        CommandRun unnamed = command("seven", "catalogue publish");
        assertThat(unnamed.status()).isEqualTo(2);
        assertThat(unnamed.errorLines()).singleElement().asString().contains("--cluster");
        JsonNode dry = command("seven", "catalogue publish --cluster ii5 --dry-run --json").json();
        assertThat(dry.get("written").asBoolean()).isFalse();
        assertThat(changes("seven", "ii5")).as("nothing is there yet").isPositive();

        command("seven", "catalogue publish --cluster ii5 --json").json();
        assertThat(changes("seven", "ii5")).isZero();
        // Of the classes of ii5, i3 lacks io and network.
        command("seven", "submit --class io --task-id felt --json").json();
        JsonNode diff = command("seven", "catalogue diff --cluster i3 --json").json();
        assertThat(diff.get("affectedTasks").findValuesAsText("taskId")).containsExactly("felt");
        assertThat(diff.get("affectedTasks").get(0).get("waits").asBoolean()).isTrue();
        assertThat(diff.get("affectedTasks").get(0).get("reason").asText())
                .isEqualTo("its class io is removed");

        CommandRun refused = command("seven", "catalogue publish --cluster i3");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.errorLines())
                .singleElement()
                .asString()
                .contains("1 tasks that wait and 0 that run", "felt", "--force");
        assertThat(changes("seven", "ii5")).as("nothing was written").isZero();
        command("seven", "catalogue publish --cluster i3 --force --json").json();
        assertThat(changes("seven", "i3")).isZero();
    }

    private static int changes(String prefix, String cluster) throws Exception {
        return command(prefix, "catalogue diff --json --cluster " + cluster)
                .json()
                .get("changes")
                .size();
    }

    @Test
    void aSubmissionIsSentOnceAndOtherContentIsRefused() throws Exception {
        command("eight", "topics create --json").json();
        command("eight", "catalogue publish --cluster i3 --json").json();
        String line = "submit --class ai --task-id once --deadline 10m";
        long before = System.currentTimeMillis();
        JsonNode first = command("eight", line + " --json").json();
        assertThat(first.get("submitted").get(0).asText()).isEqualTo("once");
        JsonNode again = command("eight", line + " --json").json();
        assertThat(again.get("submitted")).isEmpty();
        assertThat(again.get("alreadySubmitted").get(0).asText()).isEqualTo("once");
        CommandRun other = command("eight", line + " --priority 3");
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.errorLines())
                .singleElement()
                .asString()
                .contains("other content (priority 0 -> 3)");

        CommandRun unheard = command("eight", "submit --class io --task-id odd --json");
        assertThat(unheard.errorLines()).singleElement().asString().contains("lacks io");
        assertThat(unheard.json().get("unknownClasses").get(0).asText()).isEqualTo("io");

        List<TaskSubmitted> sent = submissions("eight");
        assertThat(sent).extracting(TaskSubmitted::taskId).containsExactlyInAnyOrder("once", "odd");
        TaskSubmitted once =
                sent.stream()
                        .filter(each -> each.taskId().equals("once"))
                        .findFirst()
                        .orElseThrow();
        assertThat(once.submittedAtMillis()).isBetween(before, System.currentTimeMillis());
        assertThat(once.deadlineAtMillis() - once.submittedAtMillis()).isEqualTo(600_000);
    }

    private static List<TaskSubmitted> submissions(String prefix) {
        List<TaskSubmitted> sent = new ArrayList<>();
        new TopicScan(BROKER.connection())
                .read(
                        new Topics(prefix).name(Topic.TASKS),
                        TopicScan.FROM_START,
                        each -> {
                            try {
                                sent.add(
                                        MessageCodecs.TASK_MESSAGE
                                                .decode(each.value())
                                                .submitted());
                            } catch (InvalidMessageException e) {
                                throw new AssertionError(e);
                            }
                        });
        return sent;
    }

    private static void send(String prefix, Topic topic, byte[] value) throws Exception {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(
                        BROKER.connection(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(new Topics(prefix).name(topic), value)).get();
        }
    }

    @Test
    void unknownTasksAreSaidToBeWithTheirDeadLetters() throws Exception {
        command("nine", "topics create --json").json();
        command("nine", "catalogue publish --cluster i3 --json").json();
        command("nine", "submit --class ai --task-id known --cell west --json").json();
        DeadLetter letter =
                new DeadLetter(
                        "nine.tasks.v1",
                        0,
                        7,
                        "malformed",
                        "priority is x",
                        "{\"taskId\":\"bad\"}");
        send("nine", Topic.DEAD_LETTERS, MessageCodecs.DEAD_LETTER.encode(letter));
        PlacementDecision old =
                new PlacementDecision(
                        PlacementDecision.idOf("old", 1),
                        "old",
                        1,
                        "west",
                        1,
                        DecisionKind.ASSIGN,
                        "edge",
                        "edge-01",
                        "cloud-gpu",
                        null,
                        null,
                        System.currentTimeMillis(),
                        0,
                        new PolicyReference("greedy", 1, "active"),
                        false,
                        null,
                        null);
        send("nine", Topic.DECISIONS, MessageCodecs.PLACEMENT_DECISION.encode(old));
        JsonNode known = command("nine", "cancel old --json").json();
        assertThat(known.get("cancelled").get(0).asText())
                .as("its submission is older than what the topic keeps")
                .isEqualTo("old");

        CommandRun status = command("nine", "status bad");
        assertThat(status.status()).isEqualTo(2);
        assertThat(status.errorLines())
                .containsExactly(
                        "dsppo status: task bad is unknown, expected one that was submitted in the"
                                + " last 1h; 1 dead letter is about it: malformed, priority is x"
                                + " (nine.tasks.v1, partition 0, offset 7)");
        CommandRun cancel = command("nine", "cancel known bad nobody --json");
        assertThat(cancel.status()).isEqualTo(2);
        assertThat(cancel.errorLines())
                .singleElement()
                .asString()
                .contains("task bad is unknown", "malformed", "task nobody is unknown");
        JsonNode cancelled = new ObjectMapper().readTree(cancel.out());
        assertThat(cancelled.get("cancelled").get(0).asText()).isEqualTo("known");
        assertThat(cancelled.get("unknown").size()).isEqualTo(2);
        known = command("nine", "status known --json").json();
        assertThat(known.get("steps").findValuesAsText("what")).contains("CANCELLATION");
        assertThat(known.get("deadLetters")).isEmpty();
    }

    @Test
    void namesMissingTopicsAndUnknownTasksInOneLine() throws Exception {
        CommandRun missing = command("five", "submit --class ai");
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.errorLines()).hasSize(1);
        assertThat(missing.err()).contains("topic five.tasks.v1 is missing");

        command("six", "topics create --json").json();
        CommandRun unknown = command("six", "status nobody");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.errorLines())
                .containsExactly(
                        "dsppo status: task nobody is unknown, expected one that was submitted in"
                                + " the last 1h");
    }

    @Test
    void namesABrokerThatDoesNotAnswerInOneLine() {
        CommandRun run = CommandRun.ofLine("status --bootstrap-servers 127.0.0.1:1 --kafka x=y");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.errorLines()).hasSize(1);
        assertThat(run.err()).contains("--bootstrap-servers is 127.0.0.1:1, expected a Kafka");
    }
}
