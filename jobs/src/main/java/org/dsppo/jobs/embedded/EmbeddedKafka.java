package org.dsppo.jobs.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker inside this JVM: one node that is broker and KRaft controller, reachable on the
 * loopback address only.
 *
 * <p>It is the broker that Kafka ships, started as its own main class starts it, so transactions,
 * compaction and consumer groups behave as on a cluster. Topics are not created by use. The broker
 * can be stopped and restarted on the same port and data, which is how tests exercise a broker that
 * goes away.
 *
 * <p>The server classes of Kafka are no public API; this class is the only one that names them. Not
 * safe for use by several threads.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final int NODE_ID = 1;
    private static final int BIND_ATTEMPTS = 100;
    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 32_000;
    private static final Duration READY_DEADLINE = Duration.ofSeconds(60);
    private static final Duration READY_ATTEMPT = Duration.ofSeconds(5);

    private final Path folder;
    private final int brokerPort;
    private final int controllerPort;
    private KafkaRaftServer server;

    private EmbeddedKafka(Path folder) throws IOException {
        this.folder = folder;
        this.brokerPort = freePort(-1);
        this.controllerPort = freePort(brokerPort);
    }

    /**
     * Starts a broker whose data lives in a temporary folder and is deleted on {@link #close()}.
     *
     * @throws UncheckedIOException if the folder cannot be made
     * @throws IllegalStateException if the broker does not start
     */
    public static EmbeddedKafka start() {
        EmbeddedKafka kafka;
        try {
            kafka = new EmbeddedKafka(Files.createTempDirectory("dsppo-kafka-"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a temporary folder for Kafka", e);
        }
        try {
            kafka.startServer();
        } catch (RuntimeException e) {
            kafka.close();
            throw e;
        }
        return kafka;
    }

    /** The address for {@code bootstrap.servers}; the same before and after a restart. */
    public String bootstrapServers() {
        return "127.0.0.1:" + brokerPort;
    }

    /** A client's settings to connect; the caller's own. */
    public Properties connection() {
        Properties connection = new Properties();
        connection.setProperty("bootstrap.servers", bootstrapServers());
        return connection;
    }

    /** Stops the broker in an orderly way and keeps its data. Does nothing if it is stopped. */
    public void stop() {
        if (server == null) {
            return;
        }
        server.shutdown();
        server.awaitShutdown();
        server = null;
    }

    /**
     * Starts the stopped broker again, or restarts a running one, on the same port and data.
     *
     * @throws IllegalStateException if the broker does not start
     */
    public void restart() {
        stop();
        startServer();
    }

    /** Stops the broker and deletes its folder. */
    @Override
    public void close() {
        stop();
        Folders.delete(folder);
    }

    private void startServer() {
        format();
        server = new KafkaRaftServer(new KafkaConfig(configuration(), false), Time.SYSTEM);
        startUpWithoutEndingTheJvm(server);
        awaitConnections();
    }

    /**
     * A broker that fails to start, say on a port in use, ends its process. Here that would be the
     * process of the tests or of the command line, so the exit is turned into an exception for as
     * long as the start takes. The hook is one per JVM, hence the lock.
     */
    private void startUpWithoutEndingTheJvm(KafkaRaftServer starting) {
        synchronized (EmbeddedKafka.class) {
            Exit.setExitProcedure(
                    (status, message) -> {
                        throw new IllegalStateException("Kafka gave up with status " + status);
                    });
            try {
                starting.startup();
            } catch (RuntimeException e) {
                throw new IllegalStateException(
                        "Kafka did not start on %s with data in %s"
                                .formatted(bootstrapServers(), folder),
                        e);
            } finally {
                Exit.resetExitProcedure();
            }
        }
    }

    private void format() {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream silent =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .setControllerListenerName("CONTROLLER")
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot format " + folder + " for Kafka", e);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot format " + folder + " for Kafka", e);
        }
    }

    private Map<String, String> configuration() {
        Map<String, String> config = new HashMap<>();
        config.put("process.roles", "broker,controller");
        config.put("node.id", Integer.toString(NODE_ID));
        config.put("log.dirs", folder.toString());
        config.put("listeners", listener("BROKER", brokerPort) + "," + controllerListener());
        config.put("advertised.listeners", listener("BROKER", brokerPort));
        config.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        config.put("inter.broker.listener.name", "BROKER");
        config.put("controller.listener.names", "CONTROLLER");
        config.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        config.put("auto.create.topics.enable", "false");
        config.put("num.partitions", "1");
        config.put("default.replication.factor", "1");
        config.put("min.insync.replicas", "1");
        config.put("offsets.topic.num.partitions", "1");
        config.put("offsets.topic.replication.factor", "1");
        config.put("transaction.state.log.num.partitions", "1");
        config.put("transaction.state.log.replication.factor", "1");
        config.put("transaction.state.log.min.isr", "1");
        config.put("share.coordinator.state.topic.num.partitions", "1");
        config.put("share.coordinator.state.topic.replication.factor", "1");
        config.put("share.coordinator.state.topic.min.isr", "1");
        config.put("group.initial.rebalance.delay.ms", "0");
        // One small machine serves the broker, Flink and the tests.
        config.put("num.network.threads", "2");
        config.put("num.io.threads", "2");
        config.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
        return config;
    }

    private String controllerListener() {
        return listener("CONTROLLER", controllerPort);
    }

    private static String listener(String name, int port) {
        return name + "://127.0.0.1:" + port;
    }

    private void awaitConnections() {
        Map<String, Object> config =
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        long deadline = System.nanoTime() + READY_DEADLINE.toNanos();
        try (Admin admin = Admin.create(config)) {
            while (!answers(admin)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException(
                            "Kafka on %s accepts no connection after %s"
                                    .formatted(bootstrapServers(), READY_DEADLINE));
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Kafka was starting", e);
        }
    }

    private static boolean answers(Admin admin) throws InterruptedException {
        try {
            return !admin.describeCluster()
                    .nodes()
                    .get(READY_ATTEMPT.toMillis(), TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /**
     * A free port below the range from which systems take the local ports of outgoing connections.
     * A port of that range could be taken by any client while the broker is stopped, even by one
     * that is trying to reach this very port.
     */
    private static int freePort(int other) throws IOException {
        IOException last = null;
        for (int attempt = 0; attempt < BIND_ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            if (port == other) {
                continue;
            }
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
                return port;
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException(
                "No free port between %d and %d".formatted(LOWEST_PORT, HIGHEST_PORT), last);
    }
}
