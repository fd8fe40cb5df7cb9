package org.dsppo.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.dsppo.jobs.PlacementJob;
import org.dsppo.jobs.embedded.EmbeddedFlink;
import org.dsppo.jobs.emulator.EmulatorObserver;
import org.dsppo.jobs.emulator.KafkaEmulator;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.jobs.options.JobOptions;
import org.dsppo.jobs.topicview.PolicyTopic;
import org.dsppo.jobs.topicview.TopicScan;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.learned.network.ShippedPolicy;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Versions published, promoted and rolled back by hand while a job decides, good ones and bad, and
 * what Prometheus gets to see of it.
 */
final class PolicyCommandsITCase {

    private static final long PATIENCE_SECONDS = 120;

    @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

    @TempDir private Path folder;
    private int submitted;

    private static EmbeddedFlink startJob(int metricsPort) throws Exception {
        Configuration options = new Configuration();
        options.set(JobOptions.BOOTSTRAP_SERVERS, BROKER.kafka().bootstrapServers());
        options.set(JobOptions.SPEED, 20.0);
        options.set(JobOptions.CANARY_WINDOW, Duration.ofSeconds(1));
        options.set(JobOptions.SHADOW_TASKS, 10);
        options.set(JobOptions.REPLAY_TASKS, 30);
        // A machine with other things to do is none of the policy's fault.
        options.set(JobOptions.POLICY_BUDGET, Duration.ofMinutes(1));
        return EmbeddedFlink.start(
                "policies",
                1,
                PrometheusPage.settings(metricsPort),
                env -> PlacementJob.define(env, options));
    }

    /** Submits tasks until something is so. */
    private void submitUntil(BooleanSupplier wanted) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            BROKER.json("submit --class memory --task-id t%04d".formatted(submitted++));
        }
    }

    /** Assignments so far, in the order in which they were decided. */
    private static List<PlacementDecision> assigned() {
        return Assignments.since(BROKER.kafka(), TopicScan.FROM_START);
    }

    private static int lastVersion() {
        List<PlacementDecision> all = assigned();
        return all.isEmpty() ? 0 : all.get(all.size() - 1).policy().version();
    }

    private static String lastReason() {
        return String.valueOf(
                PolicyTopic.read(BROKER.connection(), new Topics(Topic.DEFAULT_PREFIX))
                        .inForce()
                        .reason());
    }

    private Path file(String name, PolicyArtefact artefact) throws Exception {
        return Files.write(folder.resolve(name), artefact.toBytes());
    }

    @Test
    void versionsActAsToldAndPoisonedOnesNever() throws Exception {
        BROKER.json("topics create --partitions 2");
        BROKER.json("catalogue publish --cluster ii5");
        Set<String> finished = ConcurrentHashMap.newKeySet();
        int metricsPort = PrometheusPage.freePort();
        try (KafkaEmulator devices = startDevices(finished);
                EmbeddedFlink job = startJob(metricsPort)) {
            assertThat(job.status()).isNotNull();
            submitUntil(() -> lastVersion() == 1);
            publishAndRollBack();
            promoteByHand();
            poison();
            explainAndReplay();
            List<PlacementDecision> all = assigned();
            assertThat(all).noneMatch(PlacementDecision::fallback);
            assertThat(all).extracting(each -> each.policy().version()).containsOnly(1, 2);
            assertThat(all).extracting(PlacementDecision::attempt).containsOnly(1);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (finished.size() < submitted && System.nanoTime() < deadline) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            assertThat(devices.failure()).isNull();
            assertThat(finished).as("no task is affected").hasSize(submitted);
            tellsPrometheus(PrometheusPage.read(metricsPort));
        }
    }

    private static KafkaEmulator startDevices(Set<String> finished) {
        return BROKER.devices(
                new EmulatorObserver() {
                    @Override
                    public void ended(ExecutedDecision executed) {
                        if (executed.outcome() == AttemptOutcome.FINISHED) {
                            finished.add(executed.decision().taskId());
                        }
                    }
                });
    }

    private void publishAndRollBack() throws Exception {
        Path good = file("good.policy", ShippedPolicy.artefact());
        CompletableFuture<CommandRun> publication =
                CompletableFuture.supplyAsync(
                        () ->
                                BROKER.command(
                                        "policy publish "
                                                + good
                                                + " --stage active --wait --json"));
        submitUntil(publication::isDone);
        CommandRun published = publication.get();
        assertThat(published.status()).as(published.err()).isZero();
        JsonNode fields = published.json();
        assertThat(fields.get("version").asInt()).isEqualTo(2);
        assertThat(fields.get("secondsUntilFirstDecision").asDouble()).isBetween(0.0, 60.0);

        assertThat(BROKER.json("policy rollback").get("active").asInt())
                .isEqualTo(PolicyStages.NONE);
        submitUntil(() -> lastVersion() == 1);
        assertThat(versions()).matches("1+2+1+");
    }

    /** Versions in the order of decisions; every one after a change has to carry it. */
    private static String versions() {
        return assigned().stream()
                .map(each -> String.valueOf(each.policy().version()))
                .collect(Collectors.joining());
    }

    private void promoteByHand() throws Exception {
        assertThat(BROKER.command("policy promote ds-ppo@9").status()).isEqualTo(2);
        assertThat(BROKER.json("policy promote ds-ppo@2").get("shadow").asInt()).isEqualTo(2);
        assertThat(BROKER.json("policy promote ds-ppo@2").get("canary").asInt()).isEqualTo(2);
        JsonNode promoted = BROKER.json("policy promote ds-ppo@2");
        assertThat(promoted.get("active").asInt()).isEqualTo(2);
        assertThat(promoted.get("previous").asInt()).isEqualTo(PolicyStages.NONE);
        submitUntil(() -> lastVersion() == 2);
        assertThat(BROKER.json("policy rollback").get("active").asInt())
                .isEqualTo(PolicyStages.NONE);
        submitUntil(() -> lastVersion() == 1);
        assertThat(versions()).matches("1+2+1+2+1+");
    }

    private void poison() throws Exception {
        Path nan = file("nan.policy", PoisonedVersions.notANumber(3));
        CommandRun checked = BROKER.command("policy publish " + nan);
        assertThat(checked.status()).isEqualTo(2);
        assertThat(checked.errorLines()).hasSize(1);

        BROKER.json("policy publish " + nan + " --stage active --unchecked");
        submitUntil(() -> lastReason().startsWith("refused 3: "));

        Path features = file("features.policy", PoisonedVersions.ofOtherFeatures(4));
        BROKER.json("policy publish " + features + " --stage active --unchecked");
        submitUntil(() -> lastReason().startsWith("refused 4: "));

        Path contrary = file("contrary.policy", PoisonedVersions.slowestFirst());
        BROKER.json("policy publish " + contrary + " --stage shadow");
        submitUntil(() -> lastReason().startsWith("dropped 5: "));

        Path permuted = file("permuted.policy", PoisonedVersions.permutedOutputs("memory"));
        BROKER.json("policy publish " + permuted);
        submitUntil(() -> lastReason().startsWith("dropped 6: "));

        JsonNode list = BROKER.json("policy list");
        assertThat(list.get("inForce").get("active").asInt()).isEqualTo(PolicyStages.NONE);
        assertThat(list.get("deciding").isNull()).isTrue();
        assertThat(list.get("versions").findValuesAsText("version"))
                .containsExactlyInAnyOrder("2", "3", "4", "5", "6");
        assertThat(list.get("history").findValuesAsText("reason"))
                .anyMatch(reason -> reason.startsWith("rolled back ds-ppo@2"))
                .anyMatch(reason -> reason.startsWith("refused 3"));
    }

    private void tellsPrometheus(PrometheusPage page) {
        String decisions = "placement_kind_policy_stage_decisions";
        assertThat(page.sum(decisions, "kind", "assign", "policy", "ds-ppo", "stage", "active"))
                .isEqualTo(submitted);
        assertThat(page.sum(decisions)).isEqualTo(submitted);
        assertThat(page.sum("placement_queueLength")).isZero();
        assertThat(page.sum("placement_oldestWaitMillis")).isZero();
        assertThat(page.sum("placement_cells")).isEqualTo(1);
        assertThat(page.sum("placement_decisionLatencyMicros", "quantile", "0.99")).isPositive();
        assertThat(page.sum("placement_decisionLatencyMicros_count")).isPositive();
        for (String reason :
                List.of("no-policy", "non-finite-score", "exceeded-budget", "invalid-placement")) {
            assertThat(page.sum("placement_reason_fallbacks", "reason", reason)).isZero();
        }
        for (String reason : List.of("non-finite", "feature-version")) {
            assertThat(page.sum("placement_reason_refusedVersions", "reason", reason)).isEqualTo(1);
        }
        double compared = page.sum("placement_comparedChoices");
        assertThat(compared).isBetween(1.0, (double) submitted);
        assertThat(page.sum("placement_agreedChoices")).isBetween(1.0, compared);
        assertThat(page.sum("placement_regretMillis")).isNotNaN();
        assertThat(page.sum("lifeCycle_activeVersion")).isEqualTo(PolicyStages.NONE);
    }

    private void explainAndReplay() throws Exception {
        assertThat(BROKER.json("policy inspect ds-ppo@2").get("version").asInt()).isEqualTo(2);
        assertThat(BROKER.command("policy diff ds-ppo@2 ds-ppo").status()).isZero();
        assertThat(BROKER.command("explain t0000").status()).isZero();
        JsonNode whatIf =
                BROKER.json(
                        "whatif --from topics --since 30m --speed 20 --policy greedy,first-fit");
        assertThat(whatIf.get("tasks").asInt()).isEqualTo(submitted);
        for (JsonNode result : whatIf.get("results")) {
            // A task takes 11 s where it is fastest, half a second by the clock at this speed.
            assertThat(result.get("completionMillis").asDouble()).isGreaterThan(10_000);
        }
        assertThat(whatIf.get("results").size()).isGreaterThanOrEqualTo(2);
    }
}
