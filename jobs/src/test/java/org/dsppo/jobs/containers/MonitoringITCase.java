package org.dsppo.jobs.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dsppo.jobs.PlacementJob;
import org.dsppo.jobs.embedded.EmbeddedFlink;
import org.dsppo.jobs.embedded.EmbeddedKafka;
import org.dsppo.jobs.emulator.EmulatorObserver;
import org.dsppo.jobs.emulator.EmulatorOptions;
import org.dsppo.jobs.emulator.KafkaEmulator;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.jobs.options.JobOptions;
import org.dsppo.jobs.run.TaskSender;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every metric in the dashboard and the alerts is one that the job exports with these labels: a
 * query for another would show an empty panel, or never fire, without a word.
 */
final class MonitoringITCase {

    private static final long PATIENCE_SECONDS = 900;
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    /** Exported only once something happens that does not happen here. */
    private static final Map<String, Set<String>> ON_OCCASION =
            Map.of(
                    "flink_taskmanager_job_task_operator_placement_reason_refusedVersions",
                    Set.of("reason"),
                    "flink_taskmanager_job_task_operator_placement_reason_deadLetters",
                    Set.of("reason"));

    private static Map<String, Set<String>> exported;

    /** A job with devices and traffic, and a record that it cannot use. */
    @BeforeAll
    static void runAJob() throws Exception {
        int port = freePort();
        Catalogue catalogue = BuiltinCatalogues.named("ii5");
        Topics topics = new Topics(Topic.DEFAULT_PREFIX);
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            try (Admin admin = Admin.create(kafka.connection())) {
                topics.create(admin, 1, (short) -1);
            }
            try (TaskSender sender = new TaskSender(kafka.connection(), topics);
                    KafkaEmulator devices = devices(catalogue, kafka, topics);
                    EmbeddedFlink job = job(kafka, port)) {
                sender.send(catalogue);
                unusableRecord(kafka.connection(), topics);
                exported = await(sender, port);
                assertThat(devices.failure()).isNull();
                assertThat(job.status()).isNotNull();
            }
        }
    }

    private static KafkaEmulator devices(Catalogue catalogue, EmbeddedKafka kafka, Topics topics) {
        return KafkaEmulator.start(
                catalogue,
                EmulatorOptions.atSpeed(20),
                kafka.connection(),
                topics,
                EmulatorObserver.NONE,
                System::currentTimeMillis);
    }

    /** With the reporter as {@code compose.yaml} sets it. */
    private static EmbeddedFlink job(EmbeddedKafka kafka, int port) throws IOException {
        Configuration cluster = new Configuration();
        ComposeTest.flinkProperties()
                .forEach(
                        (key, value) -> {
                            if (key.startsWith("metrics.")) {
                                cluster.setString(key, value);
                            }
                        });
        cluster.setString("metrics.reporter.prom.port", String.valueOf(port));
        cluster.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
        Configuration options = new Configuration();
        options.set(JobOptions.BOOTSTRAP_SERVERS, kafka.bootstrapServers());
        options.set(JobOptions.SPEED, 20.0);
        return EmbeddedFlink.start(
                "monitored", 1, cluster, env -> PlacementJob.define(env, options));
    }

    private static void unusableRecord(Properties connection, Topics topics) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(
                        connection, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topics.name(Topic.TASKS), "x", new byte[] {'x'}));
        }
    }

    /** Sends tasks until all that only comes with traffic is exported. */
    private static Map<String, Set<String>> await(TaskSender sender, int port) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        int sent = 0;
        while (true) {
            sender.send(
                    TaskMessage.of(
                            TaskSubmitted.of("t" + sent++, System.currentTimeMillis(), "memory")));
            sender.flush();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            Map<String, Set<String>> names = page(port);
            boolean complete =
                    names.containsKey(
                                    "flink_taskmanager_job_task_operator_placement_kind_policy_stage_decisions")
                            && names.containsKey(
                                    "flink_taskmanager_job_task_operator_reason_deadLetters")
                            && names.containsKey("flink_jobmanager_job_lastCheckpointDuration");
            if (complete) {
                return names;
            }
            assertThat(System.nanoTime()).as("exported: %s", names.keySet()).isLessThan(deadline);
        }
    }

    private static Map<String, Set<String>> page(int port) throws Exception {
        String body =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create("http://localhost:" + port + "/metrics"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        Map<String, Set<String>> names = new HashMap<>();
        body.lines()
                .filter(line -> !line.startsWith("#"))
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .forEach(
                        sample -> {
                            Set<String> labels =
                                    names.computeIfAbsent(sample.group(1), n -> new HashSet<>());
                            Matcher label =
                                    LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
                            while (label.find()) {
                                labels.add(label.group(1));
                            }
                        });
        return names;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void forget() {
        exported = null;
    }

    private static void check(String where, String expression) {
        Map<String, Set<String>> asked = MetricNames.of(expression);
        assertThat(asked).as("%s: %s", where, expression).isNotEmpty();
        asked.forEach(
                (name, labels) -> {
                    Set<String> there = exported.getOrDefault(name, ON_OCCASION.get(name));
                    assertThat(there).as("%s asks for %s", where, name).isNotNull();
                    assertThat(there).as("%s asks for %s by", where, name).containsAll(labels);
                });
    }

    @Test
    void theDashboardAsksForWhatIsThere() throws IOException {
        List<String> expressions = Monitoring.dashboardExpressions();
        assertThat(expressions).hasSizeGreaterThan(40);
        expressions.forEach(each -> check("dashboard", each));
    }

    @Test
    void alertsAskForWhatIsThere() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        Monitoring.alerts().forEach(rules::add);
        assertThat(rules).hasSizeGreaterThan(8);
        rules.forEach(each -> check(each.path("alert").asText(), each.path("expr").asText()));
    }

    /** What operators can have a panel for. */
    @Test
    void everyMetricOfOursIsOnTheDashboard() throws IOException {
        Set<String> shown = new HashSet<>();
        for (String each : Monitoring.dashboardExpressions()) {
            shown.addAll(MetricNames.of(each).keySet());
        }
        Pattern ours =
                Pattern.compile(
                        "flink_taskmanager_job_task_operator_((placement|nodeHealth|lifeCycle)_.*|reason_.*)");
        assertThat(exported.keySet())
                .filteredOn(name -> ours.matcher(name).matches() && !name.matches(".*_(count|sum)"))
                .allSatisfy(name -> assertThat(shown).contains(name));
    }
}
