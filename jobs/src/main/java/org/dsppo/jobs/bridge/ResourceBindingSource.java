package org.dsppo.jobs.bridge;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Member clusters and resource bindings of a Karmada control plane. */
final class ResourceBindingSource implements WorkloadSource {

    static final String BINDING_API = "work.karmada.io/v1alpha2";
    static final String BINDING_KIND = "ResourceBinding";

    static final ResourceDefinitionContext BINDINGS =
            new ResourceDefinitionContext.Builder()
                    .withGroup("work.karmada.io")
                    .withVersion("v1alpha2")
                    .withKind(BINDING_KIND)
                    .withPlural("resourcebindings")
                    .withNamespaced(true)
                    .build();

    static final ResourceDefinitionContext CLUSTERS =
            new ResourceDefinitionContext.Builder()
                    .withGroup("cluster.karmada.io")
                    .withVersion("v1alpha1")
                    .withKind("Cluster")
                    .withPlural("clusters")
                    .withNamespaced(false)
                    .build();

    private final KubernetesClient client;
    private final LongSupplier clock;
    private final MemberClusterReader clusters;
    private final ResourceBindingReader bindings;
    private SharedIndexInformer<GenericKubernetesResource> clusterInformer;
    private SharedIndexInformer<GenericKubernetesResource> bindingInformer;

    ResourceBindingSource(BridgeSettings settings, KubernetesClient client, LongSupplier clock) {
        this.client = client;
        this.clock = clock;
        this.clusters = new MemberClusterReader(settings, client.getKubernetesSerialization());
        this.bindings = new ResourceBindingReader(settings, client.getKubernetesSerialization());
    }

    @Override
    public void watch(Consumer<Consumer<BridgeLogic>> changes) {
        clusterInformer =
                client.genericKubernetesResources(CLUSTERS)
                        .inform(
                                new Handing<>(
                                        changes,
                                        this::clusterSeen,
                                        (logic, cluster) ->
                                                logic.targetGone(cluster.getMetadata().getName())));
        bindingInformer =
                client.genericKubernetesResources(BINDINGS)
                        .inAnyNamespace()
                        .inform(
                                new Handing<>(
                                        changes,
                                        this::bindingSeen,
                                        (logic, binding) ->
                                                logic.gone(
                                                        binding.getMetadata().getUid(),
                                                        clock.getAsLong())));
    }

    @Override
    public void present(BridgeLogic logic) {
        clusterInformer.getStore().list().forEach(each -> clusterSeen(logic, each));
        bindingInformer.getStore().list().forEach(each -> bindingSeen(logic, each));
    }

    private void clusterSeen(BridgeLogic logic, GenericKubernetesResource cluster) {
        Target target = clusters.target(cluster);
        logic.seen(target);
        logic.holds(cluster.getMetadata().getUid(), target.name(), clusters.used(cluster));
    }

    private void bindingSeen(BridgeLogic logic, GenericKubernetesResource binding) {
        if (bindings.isOurs(binding)) {
            logic.seen(bindings.workload(binding), clock.getAsLong());
        }
    }

    @Override
    public long oldestWaitingMillis(long fallbackMillis) {
        return bindingInformer.getStore().list().stream()
                .filter(bindings::isOurs)
                .filter(each -> bindings.workload(each).phase() == WorkloadPhase.WAITING)
                .mapToLong(each -> WishReader.createdAtMillis(each.getMetadata()))
                .min()
                .orElse(fallbackMillis);
    }

    @Override
    public void close() {
        // Not there if the API server refused.
        if (bindingInformer != null) {
            bindingInformer.close();
        }
        if (clusterInformer != null) {
            clusterInformer.close();
        }
    }
}
