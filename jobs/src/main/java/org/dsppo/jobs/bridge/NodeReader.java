package org.dsppo.jobs.bridge;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dsppo.schemas.catalogue.NodeSpec;

/**
 * Nodes of Kubernetes as the catalogue has them. A virtual node of Kosmos stands for a member
 * cluster, so that it is in a cluster of that name (pkg/utils/constants.go of kosmos-io/kosmos).
 */
final class NodeReader {

    private static final String KOSMOS_LABEL = "kosmos.io/node";
    private static final String KOSMOS_OWNER = "kosmos-io/owned-by-cluster";
    private static final String KOSMOS_PREFIX = "kosmos-";
    private static final String CORDON_TAINT = "node.kubernetes.io/unschedulable";

    /**
     * Said by the condition itself: a node whose health comes and goes must not change its labels.
     */
    private static final List<String> HEALTH_TAINTS =
            List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");

    private final String cluster;
    private final ResourceNames names;

    NodeReader(BridgeSettings settings) {
        this.cluster = settings.name();
        this.names = new ResourceNames(settings.resources());
    }

    Target target(Node node) {
        String name = node.getMetadata().getName();
        List<Taint> taints =
                Taints.hard(
                        node.getSpec().getTaints() == null
                                ? List.of()
                                : node.getSpec().getTaints().stream()
                                        .filter(NodeReader::isOfTheNode)
                                        .toList());
        Map<String, String> labels = new TreeMap<>();
        if (node.getMetadata().getLabels() != null) {
            labels.putAll(node.getMetadata().getLabels());
        }
        labels.put(Annotations.NODE_LABEL, name);
        labels.put(Annotations.TAINTS_LABEL, Taints.label(taints));
        NodeSpec spec =
                new NodeSpec(
                        name,
                        clusterOf(node),
                        labels,
                        names.amounts(
                                node.getStatus() == null
                                        ? null
                                        : node.getStatus().getAllocatable()),
                        Map.of());
        return new Target(
                spec,
                isVirtual(node) ? "edge" : "cloud",
                taints,
                isReady(node),
                Boolean.TRUE.equals(node.getSpec().getUnschedulable()));
    }

    private static boolean isOfTheNode(Taint taint) {
        return !HEALTH_TAINTS.contains(taint.getKey()) && !CORDON_TAINT.equals(taint.getKey());
    }

    private static boolean isVirtual(Node node) {
        return node.getMetadata().getLabels() != null
                && "true".equals(node.getMetadata().getLabels().get(KOSMOS_LABEL));
    }

    private String clusterOf(Node node) {
        if (!isVirtual(node)) {
            return cluster;
        }
        Map<String, String> notes = node.getMetadata().getAnnotations();
        String owner = notes == null ? null : notes.get(KOSMOS_OWNER);
        String name = node.getMetadata().getName();
        if (owner != null && !owner.isEmpty()) {
            return owner;
        }
        return name.startsWith(KOSMOS_PREFIX) ? name.substring(KOSMOS_PREFIX.length()) : name;
    }

    private static boolean isReady(Node node) {
        return node.getStatus() != null
                && node.getStatus().getConditions() != null
                && node.getStatus().getConditions().stream()
                        .anyMatch(
                                each ->
                                        "Ready".equals(each.getType())
                                                && "True".equals(each.getStatus()));
    }
}
