package org.dsppo.jobs.bridge;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dsppo.schemas.catalogue.NodeSpec;

/**
 * Member clusters of Karmada: each is one node of the catalogue, as large as all it can allocate.
 */
final class MemberClusterReader {

    private final ResourceNames names;
    private final KubernetesSerialization json;

    MemberClusterReader(BridgeSettings settings, KubernetesSerialization json) {
        this.names = new ResourceNames(settings.resources());
        this.json = json;
    }

    Target target(GenericKubernetesResource resource) {
        MemberCluster cluster = json.convertValue(resource, MemberCluster.class);
        String name = resource.getMetadata().getName();
        List<Taint> taints = Taints.hard(cluster.taints());
        Map<String, String> labels = new TreeMap<>();
        if (resource.getMetadata().getLabels() != null) {
            labels.putAll(resource.getMetadata().getLabels());
        }
        labels.put(Annotations.NODE_LABEL, name);
        labels.put(Annotations.TAINTS_LABEL, Taints.label(taints));
        return new Target(
                new NodeSpec(
                        name,
                        name,
                        labels,
                        names.amounts(cluster.resources().allocatable()),
                        Map.of()),
                "cloud",
                taints,
                cluster.isReady(),
                resource.getMetadata().getDeletionTimestamp() != null);
    }

    /** What all pods there take, those on their way included. */
    Map<String, Double> used(GenericKubernetesResource resource) {
        MemberCluster cluster = json.convertValue(resource, MemberCluster.class);
        Map<String, Double> used = new HashMap<>(names.amounts(cluster.resources().allocated()));
        names.amounts(cluster.resources().allocating())
                .forEach((kind, amount) -> used.merge(kind, amount, Double::sum));
        return used;
    }
}
