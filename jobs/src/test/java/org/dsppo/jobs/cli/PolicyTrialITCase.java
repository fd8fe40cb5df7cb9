package org.dsppo.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.flink.configuration.Configuration;
import org.dsppo.jobs.PlacementJob;
import org.dsppo.jobs.embedded.EmbeddedFlink;
import org.dsppo.jobs.emulator.EmulatorObserver;
import org.dsppo.jobs.emulator.KafkaEmulator;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.jobs.options.JobOptions;
import org.dsppo.jobs.run.TaskSender;
import org.dsppo.policy.learned.network.ShippedPolicy;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Trials that begin and end by hand, in a job whose own policy is a heuristic. */
final class PolicyTrialITCase {

    private static final long PATIENCE_SECONDS = 120;
    private static final long WINDOW_MILLIS = 1_000;
    private static final String OWN = "greedy@1 active";

    @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

    @TempDir private Path folder;
    private int submitted;

    private static EmbeddedFlink startJob() {
        Configuration options = new Configuration();
        options.set(JobOptions.BOOTSTRAP_SERVERS, BROKER.kafka().bootstrapServers());
        options.set(JobOptions.POLICY, "greedy");
        options.set(JobOptions.SPEED, 20.0);
        options.set(JobOptions.CANARY_WINDOW, Duration.ofMillis(WINDOW_MILLIS));
        options.set(JobOptions.POLICY_BUDGET, Duration.ofMinutes(1));
        // People lead the versions here.
        options.set(JobOptions.SHADOW_TASKS, 1_000_000);
        options.set(JobOptions.REPLAY_TASKS, 1_000_000);
        return EmbeddedFlink.start("trials", 1, env -> PlacementJob.define(env, options));
    }

    /** Submits tasks until what was decided of late is as wanted. */
    private void submitUntil(TaskSender sender, String what, Predicate<List<String>> wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        List<String> late;
        do {
            long now = System.currentTimeMillis();
            sender.send(
                    TaskMessage.of(
                            new TaskSubmitted(
                                    "t%05d".formatted(submitted++),
                                    now,
                                    "memory",
                                    0,
                                    1,
                                    null,
                                    null,
                                    0,
                                    null,
                                    null,
                                    null)));
            sender.flush();
            late = decidedAfter(now - 3 * WINDOW_MILLIS);
            assertThat(System.nanoTime()).as("%s: %s", what, late).isLessThan(deadline);
        } while (!wanted.test(late));
    }

    /** Who made the assignments since a time, oldest first. */
    private static List<String> decidedAfter(long epochMillis) {
        return Assignments.since(BROKER.kafka(), epochMillis).stream()
                .map(PlacementDecision::policy)
                .map(by -> "%s@%d %s".formatted(by.name(), by.version(), by.stage()))
                .toList();
    }

    /** Longer than any canary stays quiet, nobody else has decided. */
    private static Predicate<List<String>> onlyBy(String who) {
        return late -> late.size() >= 6 && late.stream().allMatch(who::equals);
    }

    @Test
    void whoDecidesGoesOnThroughEveryTrial() throws Exception {
        BROKER.json("topics create --partitions 1");
        BROKER.json("catalogue publish --cluster ii5");
        Path policy = Files.write(folder.resolve("p"), ShippedPolicy.artefact().toBytes());
        try (KafkaEmulator devices = BROKER.devices(new EmulatorObserver() {});
                EmbeddedFlink job = startJob();
                TaskSender sender =
                        new TaskSender(BROKER.connection(), new Topics(Topic.DEFAULT_PREFIX))) {
            assertThat(job.status()).isNotNull();
            submitUntil(sender, "own policy", onlyBy(OWN));
            assertThat(BROKER.command("policy abort").err()).contains("no version is on trial");
            assertThat(BROKER.command("policy rollback").status()).isEqualTo(2);

            BROKER.json("policy publish " + policy + " --stage shadow");
            assertThat(BROKER.json("policy list").get("deciding").isNull()).isTrue();
            submitUntil(sender, "shadow", onlyBy(OWN));
            assertThat(BROKER.json("policy abort").get("shadow").isNull()).isTrue();

            endsACanary(sender, policy, 3, "policy abort");
            endsACanary(sender, policy, 4, "policy rollback");

            BROKER.json("policy publish " + policy + " --stage active");
            submitUntil(sender, "active", onlyBy("ds-ppo@5 active"));
            BROKER.json("policy publish " + policy + " --stage shadow");
            submitUntil(sender, "a shadow of an active one", onlyBy("ds-ppo@5 active"));
            JsonNode back = BROKER.json("policy rollback");
            assertThat(back.get("active").asInt()).isEqualTo(PolicyStages.NONE);
            assertThat(back.get("shadow").isNull()).isTrue();
            submitUntil(sender, "rolled back", onlyBy(OWN));

            overAnotherHeuristic(sender, policy);
            assertThat(devices.failure()).isNull();
        }
    }

    private void endsACanary(TaskSender sender, Path policy, int version, String end)
            throws Exception {
        String canary = "ds-ppo@%d canary".formatted(version);
        BROKER.json("policy publish " + policy + " --stage canary");
        submitUntil(sender, "canary", late -> late.contains(canary) && late.contains(OWN));
        JsonNode ended = BROKER.json(end);
        assertThat(ended.get("canary").isNull()).isTrue();
        assertThat(ended.get("active").asInt()).isEqualTo(PolicyStages.NONE);
        submitUntil(sender, end, onlyBy(OWN));
    }

    private void overAnotherHeuristic(TaskSender sender, Path policy) throws Exception {
        BROKER.json("policy promote first-fit");
        submitUntil(sender, "heuristic", onlyBy("first-fit@1 active"));
        BROKER.json("policy publish " + policy + " --stage shadow");
        submitUntil(sender, "shadow of a heuristic", onlyBy("first-fit@1 active"));
        assertThat(BROKER.json("policy list").get("deciding").asText()).isEqualTo("first-fit@1");
        BROKER.json("policy rollback");
        assertThat(BROKER.json("policy list").get("deciding").asText())
                .as("there was a trial to end first")
                .isEqualTo("first-fit@1");
        BROKER.json("policy rollback");
        submitUntil(sender, "own policy again", onlyBy(OWN));
    }
}
