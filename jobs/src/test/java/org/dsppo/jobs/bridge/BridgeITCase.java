package org.dsppo.jobs.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.dsppo.jobs.PlacementJob;
import org.dsppo.jobs.embedded.EmbeddedFlink;
import org.dsppo.jobs.embedded.EmbeddedKafka;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.jobs.options.JobOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pods of an API server, a bridge, a broker and the job: every pod is bound once. */
final class BridgeITCase {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Topics TOPICS = new Topics(Topic.DEFAULT_PREFIX);
    private static final int NODES = 3;
    private static final int CORES = 4;
    private static final int PODS = 20;

    private static EmbeddedKafka kafka;
    private static MockApiServer server;
    private static KubernetesClient client;

    /** A bridge that runs until it is closed. */
    private static final class RunningBridge implements AutoCloseable {
        private final Thread thread;
        private volatile RuntimeException failure;

        RunningBridge() throws InterruptedException {
            BridgeSettings settings =
                    new BridgeSettings(
                            "k",
                            "dsppo",
                            "default",
                            Duration.ofHours(1),
                            Map.of(),
                            Duration.ofSeconds(1),
                            null);
            CountDownLatch atWork = new CountDownLatch(1);
            Bridge bridge =
                    Bridge.kubernetes(
                            settings,
                            client,
                            8,
                            kafka.connection(),
                            TOPICS,
                            System::currentTimeMillis);
            thread =
                    new Thread(
                            () -> {
                                try {
                                    bridge.run(atWork::countDown);
                                } catch (InterruptedException e) {
                                    // How it is ended.
                                } catch (RuntimeException e) {
                                    failure = e;
                                }
                            });
            thread.start();
            assertThat(atWork.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void close() throws InterruptedException {
            thread.interrupt();
            thread.join();
            assertThat(failure).isNull();
        }
    }

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start();
        try (Admin admin = Admin.create(kafka.connection())) {
            TOPICS.create(admin, 2, (short) -1);
        }
        server = new MockApiServer();
        client = server.client();
        for (int i = 0; i < NODES; i++) {
            client.resource(MockApiServer.node("n" + i, String.valueOf(CORES), "16Gi")).create();
        }
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
        kafka.close();
    }

    private static EmbeddedFlink job() {
        Configuration options = new Configuration();
        options.set(JobOptions.BOOTSTRAP_SERVERS, kafka.bootstrapServers());
        options.set(JobOptions.POLICY, "greedy");
        // While one bridge replaces another, nobody reports on nodes.
        options.set(JobOptions.NODE_SUSPECT_AFTER, Duration.ofMinutes(2));
        options.set(JobOptions.NODE_DOWN_AFTER, Duration.ofMinutes(5));
        return EmbeddedFlink.start("bridged", 1, env -> PlacementJob.define(env, options));
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("%s; bound: %s", what, server.bindings())
                    .isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** Pods that hold their node's resources, by node. */
    private static Map<String, Long> held() {
        return MockApiServer.pods(client).stream()
                .filter(pod -> pod.getSpec().getNodeName() != null)
                .filter(
                        pod ->
                                pod.getStatus() == null
                                        || !"Succeeded".equals(pod.getStatus().getPhase()))
                .collect(
                        Collectors.groupingBy(
                                pod -> pod.getSpec().getNodeName(), Collectors.counting()));
    }

    private static void nothingIsOversubscribed() {
        assertThat(held().values())
                .allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(CORES));
    }

    private static List<String> bound() {
        return MockApiServer.pods(client).stream()
                .filter(pod -> pod.getSpec().getNodeName() != null)
                .map(pod -> pod.getMetadata().getName())
                .toList();
    }

    @Test
    void everyPodIsBoundOnceThoughBridgesComeAndGo() throws Exception {
        for (int i = 0; i < PODS; i++) {
            client.resource(MockApiServer.pod("p%02d".formatted(i), "1", "1Gi")).create();
        }
        // Somebody else's pod takes one core, which nobody may promise.
        Pod foreign = MockApiServer.pod("foreign", "1", "1Gi");
        foreign.getSpec().setSchedulerName("default-scheduler");
        foreign.getSpec().setNodeName("n0");
        client.resource(foreign).create();
        server.loseAnswers(3);
        try (EmbeddedFlink job = job()) {
            int room = NODES * CORES - 1;
            try (RunningBridge bridge = new RunningBridge()) {
                await("all room is taken", () -> server.bindings().size() == room);
                await("why others wait is told", () -> !waitingNotices().isEmpty());
                nothingIsOversubscribed();
            }
            String deleted =
                    MockApiServer.pods(client).stream()
                            .filter(pod -> pod.getSpec().getNodeName() == null)
                            .findFirst()
                            .orElseThrow()
                            .getMetadata()
                            .getName();
            client.pods().inNamespace("ml").withName(deleted).delete();
            bound().stream()
                    .filter(name -> !name.equals("foreign"))
                    .forEach(name -> MockApiServer.phase(client, name, "Succeeded"));

            Set<String> uids = new HashSet<>(server.bindings().keySet());
            try (RunningBridge bridge = new RunningBridge()) {
                await("the rest is bound", () -> server.bindings().size() == PODS - 1);
                nothingIsOversubscribed();
            }
            assertThat(server.bindings().keySet()).containsAll(uids);
            assertThat(server.bindings().values())
                    .allSatisfy(count -> assertThat(count).hasValue(1));
            List<String> names = new ArrayList<>(bound());
            names.remove("foreign");
            assertThat(names).hasSize(PODS - 1).doesNotContain(deleted);
            assertThat(job.status()).isNotNull();
        }
    }

    private static List<Event> waitingNotices() {
        return client.v1().events().inNamespace("ml").list().getItems().stream()
                .filter(each -> each.getReason().equals("Waiting"))
                .toList();
    }
}
