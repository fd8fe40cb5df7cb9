package org.dsppo.jobs.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.dsppo.jobs.console.RunFailedException;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.kafka.BrokerProbe;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import picocli.CommandLine.Option;

/** {@code --bootstrap-servers} and what else it takes to reach a broker and its topics. */
final class BrokerOption {

    private static final long ANSWER_SECONDS = 30;
    private static final long PATIENT_SECONDS = 60;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,...",
            defaultValue = "${env:DSPPO_BOOTSTRAP_SERVERS:-localhost:9092}",
            description =
                    "Kafka brokers to ask first. Default: the environment variable"
                            + " DSPPO_BOOTSTRAP_SERVERS, else localhost:9092")
    private String bootstrapServers;

    @Option(
            names = "--topic-prefix",
            paramLabel = "NAME",
            defaultValue = Topic.DEFAULT_PREFIX,
            description =
                    "What topic names start with; dsppo gives dsppo.tasks.v1. Default: ${DEFAULT-VALUE}")
    private String topicPrefix;

    @Option(
            names = "--kafka",
            paramLabel = "KEY=VALUE",
            description = "A setting for every Kafka client, such as security.protocol=SSL.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** What every client needs to connect. */
    Properties connection() {
        Properties properties = new Properties();
        properties.putAll(settings);
        properties.setProperty("bootstrap.servers", bootstrapServers);
        return properties;
    }

    Topics topics() {
        return new Topics(topicPrefix);
    }

    /**
     * Connects, and finds out early whether there is a broker.
     *
     * @throws UserErrorException if none answers
     */
    Admin admin() {
        return admin(ANSWER_SECONDS);
    }

    private Admin admin(long seconds) {
        String unheard = BrokerProbe.problem(bootstrapServers);
        if (unheard != null) {
            throw unreachable(new TimeoutException(unheard));
        }
        Admin admin;
        try {
            admin = Admin.create(connection());
        } catch (KafkaException e) {
            throw unreachable(e.getCause() == null ? e : e.getCause());
        }
        try {
            admin.describeCluster().nodes().get(seconds, TimeUnit.SECONDS);
            return admin;
        } catch (ExecutionException e) {
            admin.close(Duration.ZERO);
            throw unreachable(e.getCause());
        } catch (TimeoutException e) {
            admin.close(Duration.ZERO);
            throw unreachable(new TimeoutException("no answer in " + seconds + " s"));
        } catch (InterruptedException e) {
            admin.close(Duration.ZERO);
            Thread.currentThread().interrupt();
            throw new RunFailedException("interrupted", e);
        }
    }

    /**
     * Checks that a broker answers and has the topics a command needs.
     *
     * @throws UserErrorException naming what is missing
     */
    void require(Topic... needed) {
        require(ANSWER_SECONDS, needed);
    }

    /** The same for a command that nobody waits for. */
    void requirePatiently(Topic... needed) {
        require(PATIENT_SECONDS, needed);
    }

    private void require(long seconds, Topic... needed) {
        try (Admin admin = admin(seconds)) {
            List<String> problems = topics().problems(admin, List.of(needed));
            if (!problems.isEmpty()) {
                throw new UserErrorException(String.join("; ", problems));
            }
        }
    }

    private UserErrorException unreachable(Throwable cause) {
        return new UserErrorException(
                "--bootstrap-servers is %s, expected a Kafka broker that answers: %s"
                        .formatted(bootstrapServers, cause.getMessage()),
                cause);
    }
}
