package org.dsppo.jobs.bridge;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.jobs.topicview.PublishedCatalogue;

/**
 * Workloads of a platform that name our scheduler become tasks, assignments become bindings, nodes
 * become the catalogue. Only one may run at a time for a platform: see {@link Leadership}.
 */
final class Bridge {

    private static final String COMPONENT = "dsppo-bridge";

    private final BridgeSettings settings;
    private final KubernetesClient client;
    private final Function<ApiCalls, Platform> platform;
    private final WorkloadSource source;
    private final Properties connection;
    private final Topics topics;
    private final LongSupplier clock;
    private final int parallelCalls;

    private Bridge(
            BridgeSettings settings,
            KubernetesClient client,
            int parallelCalls,
            Function<ApiCalls, Platform> platform,
            WorkloadSource source,
            Properties connection,
            Topics topics,
            LongSupplier clock) {
        this.settings = settings;
        this.client = client;
        this.parallelCalls = parallelCalls;
        this.platform = platform;
        this.source = source;
        this.connection = connection;
        this.topics = topics;
        this.clock = clock;
    }

    /**
     * The pods and nodes of a Kubernetes cluster, virtual nodes of Kosmos included.
     *
     * @param parallelCalls how many bindings are written at a time
     * @param connection settings of Kafka clients
     * @param clock epoch milliseconds
     */
    static Bridge kubernetes(
            BridgeSettings settings,
            KubernetesClient client,
            int parallelCalls,
            Properties connection,
            Topics topics,
            LongSupplier clock) {
        return new Bridge(
                settings,
                client,
                parallelCalls,
                calls -> new KubernetesPlatform(client, calls),
                new PodSource(settings, client, clock),
                connection,
                topics,
                clock);
    }

    /** The same for resource bindings and member clusters of a Karmada control plane. */
    static Bridge karmada(
            BridgeSettings settings,
            KubernetesClient client,
            int parallelCalls,
            Properties connection,
            Topics topics,
            LongSupplier clock) {
        return new Bridge(
                settings,
                client,
                parallelCalls,
                calls -> new KarmadaPlatform(settings, client, calls),
                new ResourceBindingSource(settings, client, clock),
                connection,
                topics,
                clock);
    }

    /**
     * Works until its thread is interrupted.
     *
     * @param running is told once it acts
     * @throws org.dsppo.jobs.console.RunFailedException if Kafka does not take what it is given
     */
    void run(Runnable running) throws InterruptedException {
        BridgeLoop loop = new BridgeLoop(settings, connection, topics, clock);
        ApiCalls.BindListener results =
                (uid, decision, result) ->
                        loop.hand(logic -> logic.bound(uid, decision, result, clock.getAsLong()));
        try (ApiCalls calls = new ApiCalls(client, COMPONENT, parallelCalls, results);
                KafkaSchedulerInput output =
                        new KafkaSchedulerInput(
                                connection, topics, PublishedCatalogue.read(connection, topics));
                source) {
            source.watch(loop::hand);
            BridgeLogic logic = new BridgeLogic(settings, output, platform.apply(calls));
            source.present(logic);
            loop.run(logic, output, source.oldestWaitingMillis(clock.getAsLong()), running);
        }
    }
}
