package org.dsppo.jobs.bridge;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Nodes and pods of a Kubernetes cluster, those of other schedulers for what they take. */
final class PodSource implements WorkloadSource {

    private final KubernetesClient client;
    private final LongSupplier clock;
    private final PodReader pods;
    private final NodeReader nodes;
    private SharedIndexInformer<Node> nodeInformer;
    private SharedIndexInformer<Pod> podInformer;

    PodSource(BridgeSettings settings, KubernetesClient client, LongSupplier clock) {
        this.client = client;
        this.clock = clock;
        this.pods = new PodReader(settings);
        this.nodes = new NodeReader(settings);
    }

    @Override
    public void watch(Consumer<Consumer<BridgeLogic>> changes) {
        nodeInformer = client.nodes().inform(nodeHandler(changes));
        podInformer = client.pods().inAnyNamespace().inform(podHandler(changes));
    }

    Handing<Node> nodeHandler(Consumer<Consumer<BridgeLogic>> changes) {
        return new Handing<>(
                changes,
                (logic, node) -> logic.seen(nodes.target(node)),
                (logic, node) -> logic.targetGone(node.getMetadata().getName()));
    }

    Handing<Pod> podHandler(Consumer<Consumer<BridgeLogic>> changes) {
        return new Handing<>(
                changes,
                this::seen,
                (logic, pod) -> logic.gone(pod.getMetadata().getUid(), clock.getAsLong()));
    }

    @Override
    public void present(BridgeLogic logic) {
        nodeInformer.getStore().list().forEach(each -> logic.seen(nodes.target(each)));
        podInformer.getStore().list().forEach(each -> seen(logic, each));
    }

    private void seen(BridgeLogic logic, Pod pod) {
        logic.holds(pod.getMetadata().getUid(), pod.getSpec().getNodeName(), pods.held(pod));
        if (pods.isOurs(pod)) {
            logic.seen(pods.workload(pod), clock.getAsLong());
        }
    }

    @Override
    public long oldestWaitingMillis(long fallbackMillis) {
        return podInformer.getStore().list().stream()
                .filter(pods::isOurs)
                .filter(pod -> pods.workload(pod).phase() == WorkloadPhase.WAITING)
                .mapToLong(pod -> WishReader.createdAtMillis(pod.getMetadata()))
                .min()
                .orElse(fallbackMillis);
    }

    @Override
    public void close() {
        // Not there if the API server refused.
        if (podInformer != null) {
            podInformer.close();
        }
        if (nodeInformer != null) {
            nodeInformer.close();
        }
    }
}
