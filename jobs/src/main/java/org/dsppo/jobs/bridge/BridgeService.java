package org.dsppo.jobs.bridge;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Consumer;
import org.dsppo.jobs.console.IoProblem;
import org.dsppo.jobs.console.RunFailedException;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.kafka.Topics;

/**
 * A bridge as a process of its own: connects, waits until it leads, and works until it is ended.
 */
public final class BridgeService {

    private final BridgeKind kind;
    private final BridgeSettings settings;
    private final BridgeConnection platform;
    private final Properties kafka;
    private final Topics topics;

    /**
     * @param kafka settings of Kafka clients
     */
    public BridgeService(
            BridgeKind kind,
            BridgeSettings settings,
            BridgeConnection platform,
            Properties kafka,
            Topics topics) {
        this.kind = kind;
        this.settings = settings;
        this.platform = platform;
        this.kafka = kafka;
        this.topics = topics;
    }

    /**
     * Works until its thread is interrupted.
     *
     * @param say is given a line about what changes for people who watch
     * @throws UserErrorException if the API server does not answer
     * @throws RunFailedException if the lease is lost, the API server refuses or Kafka fails
     */
    public void run(Consumer<String> say) throws InterruptedException {
        try (KubernetesClient client = connect()) {
            say.accept(
                    "connected to %s, Kubernetes %s"
                            .formatted(client.getMasterUrl(), version(client)));
            Leadership.Work work = () -> bridge(client).run(() -> say.accept("at work"));
            if (platform.lease() == null) {
                work.run();
                return;
            }
            int slash = platform.lease().indexOf('/');
            new Leadership(
                            client,
                            platform.lease().substring(0, slash),
                            platform.lease().substring(slash + 1),
                            UUID.randomUUID().toString())
                    .run(work, leader -> say.accept("leader is " + leader));
        } catch (KubernetesClientException e) {
            throw new RunFailedException("the API server refused: " + reason(e), e);
        }
    }

    private Bridge bridge(KubernetesClient client) {
        return switch (kind) {
            case KUBERNETES ->
                    Bridge.kubernetes(
                            settings,
                            client,
                            platform.parallelCalls(),
                            kafka,
                            topics,
                            System::currentTimeMillis);
            case KARMADA ->
                    Bridge.karmada(
                            settings,
                            client,
                            platform.parallelCalls(),
                            kafka,
                            topics,
                            System::currentTimeMillis);
        };
    }

    private KubernetesClient connect() {
        return new KubernetesClientBuilder().withConfig(config()).build();
    }

    private Config config() {
        Config found;
        if (platform.kubeconfig() == null) {
            found = Config.autoConfigure(null);
        } else {
            try {
                found = Config.fromKubeconfig(Files.readString(platform.kubeconfig()));
            } catch (IOException e) {
                throw new UserErrorException(
                        "--kubeconfig cannot be read: " + IoProblem.inWords(e), e);
            } catch (KubernetesClientException | IllegalArgumentException e) {
                throw new UserErrorException(
                        "--kubeconfig is %s, expected a kubeconfig file: %s"
                                .formatted(platform.kubeconfig(), e.getMessage()),
                        e);
            }
        }
        return new ConfigBuilder(found)
                .withMaxConcurrentRequests(2 * platform.parallelCalls())
                .withMaxConcurrentRequestsPerHost(2 * platform.parallelCalls())
                .build();
    }

    private String version(KubernetesClient client) {
        try {
            return client.getKubernetesVersion().getGitVersion();
        } catch (KubernetesClientException e) {
            throw new UserErrorException(
                    "--kubeconfig is %s, expected an API server that answers: %s"
                            .formatted(
                                    platform.kubeconfig() == null
                                            ? "not given, so that %s is asked"
                                                    .formatted(client.getMasterUrl())
                                            : platform.kubeconfig(),
                                    reason(e)),
                    e);
        }
    }

    /** The deepest reason that has words. */
    private static String reason(KubernetesClientException problem) {
        String reason = "it does not answer";
        for (Throwable each = problem.getCause(); each != null; each = each.getCause()) {
            reason = each.getMessage() == null ? reason : each.getMessage();
        }
        return problem.getCode() == 0
                ? reason
                : "it answers %d: %s".formatted(problem.getCode(), problem.getMessage());
    }
}
