package org.dsppo.jobs.bridge;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.jobs.bridge.ResourceBindingSpec.ClusterAffinity;
import org.dsppo.jobs.bridge.ResourceBindingSpec.Placement;

/**
 * Resource bindings of Karmada as workloads: all replicas of one go to one member cluster.
 * Understood are requests, the affinity to clusters by label and name, and tolerations; spreading
 * over several clusters, ordered affinities and selection by field are refused in words.
 */
final class ResourceBindingReader {

    private final BridgeSettings settings;
    private final KubernetesSerialization json;
    private final ResourceNames names;
    private final WishReader wishes;

    ResourceBindingReader(BridgeSettings settings, KubernetesSerialization json) {
        this.settings = settings;
        this.json = json;
        this.names = new ResourceNames(settings.resources());
        this.wishes = new WishReader(settings);
    }

    boolean isOurs(GenericKubernetesResource binding) {
        return settings.schedulerName().equals(spec(binding).schedulerName());
    }

    ResourceBindingSpec spec(GenericKubernetesResource binding) {
        Object spec = binding.getAdditionalProperties().getOrDefault("spec", Map.of());
        return json.convertValue(spec, ResourceBindingSpec.class);
    }

    Workload workload(GenericKubernetesResource binding) {
        ResourceBindingSpec spec = spec(binding);
        Wish wish = null;
        String refusal = null;
        try {
            wish = wishes.wish(binding.getMetadata(), null, demand(spec), where(spec.placement()));
        } catch (UnsupportedWishException e) {
            refusal = e.getMessage();
        }
        Map<String, String> notes = binding.getMetadata().getAnnotations();
        return new Workload(
                binding.getMetadata().getNamespace(),
                binding.getMetadata().getName(),
                binding.getMetadata().getUid(),
                phase(binding, spec),
                spec.cluster(),
                notes == null ? null : notes.get(Annotations.DECISION),
                notes == null ? null : notes.get(Annotations.STRATEGY),
                null,
                wish,
                refusal);
    }

    private static WorkloadPhase phase(
            GenericKubernetesResource binding, ResourceBindingSpec spec) {
        if (spec.cluster() != null) {
            return WorkloadPhase.BOUND;
        }
        return spec.isSuspended() || binding.getMetadata().getDeletionTimestamp() != null
                ? WorkloadPhase.GATED
                : WorkloadPhase.WAITING;
    }

    private Map<String, Double> demand(ResourceBindingSpec spec) {
        Map<String, Double> demand = new HashMap<>();
        if (spec.replicaRequirements() != null) {
            names.amounts(spec.replicaRequirements().resourceRequest())
                    .forEach((kind, amount) -> demand.put(kind, amount * spec.copies()));
            demand.put("pods", (double) spec.copies());
        }
        return demand;
    }

    private static NodeChoice where(Placement placement) throws UnsupportedWishException {
        if (placement == null) {
            return new NodeChoice(Map.of(), List.of(), List.of());
        }
        if (placement.clusterAffinities() != null && !placement.clusterAffinities().isEmpty()) {
            throw new UnsupportedWishException("affinities in an order cannot be promised");
        }
        if (placement.spreadConstraints() != null
                && placement.spreadConstraints().stream()
                        .anyMatch(each -> each.minGroups() != null && each.minGroups() > 1)) {
            throw new UnsupportedWishException("a spread over clusters cannot be promised");
        }
        ClusterAffinity affinity = placement.clusterAffinity();
        return new NodeChoice(
                labels(affinity == null ? null : affinity.labelSelector()),
                affinity == null ? List.of() : List.of(requirements(affinity)),
                placement.clusterTolerations() == null
                        ? List.of()
                        : placement.clusterTolerations());
    }

    private static Map<String, String> labels(LabelSelector selector) {
        return selector == null || selector.getMatchLabels() == null
                ? Map.of()
                : selector.getMatchLabels();
    }

    private static List<NodeSelectorRequirement> requirements(ClusterAffinity affinity)
            throws UnsupportedWishException {
        if (affinity.fieldSelector() != null && !affinity.fieldSelector().isEmpty()) {
            throw new UnsupportedWishException("a selection by field cannot be promised");
        }
        List<NodeSelectorRequirement> all = new ArrayList<>();
        if (affinity.labelSelector() != null) {
            for (LabelSelectorRequirement each : affinity.labelSelector().getMatchExpressions()) {
                all.add(
                        new NodeSelectorRequirement(
                                each.getKey(), each.getOperator(), each.getValues()));
            }
        }
        if (affinity.clusterNames() != null && !affinity.clusterNames().isEmpty()) {
            all.add(
                    new NodeSelectorRequirement(
                            Annotations.NODE_LABEL, "In", affinity.clusterNames()));
        }
        if (affinity.excluded() != null && !affinity.excluded().isEmpty()) {
            all.add(
                    new NodeSelectorRequirement(
                            Annotations.NODE_LABEL, "NotIn", affinity.excluded()));
        }
        return all;
    }
}
