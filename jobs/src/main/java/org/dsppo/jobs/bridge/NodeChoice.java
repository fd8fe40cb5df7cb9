package org.dsppo.jobs.bridge;

import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which nodes a workload may be bound to, as Kubernetes says it: a node matches if it has all
 * {@code labels}, all requirements of at least one term, and no taint that is not tolerated.
 *
 * @param labels label to value, all of them
 * @param terms alternatives, each a list of requirements; empty for no further condition
 * @param tolerations taints that do not keep it away
 */
record NodeChoice(
        Map<String, String> labels,
        List<List<NodeSelectorRequirement>> terms,
        List<Toleration> tolerations) {

    /** More strategies than this would make one task a burden on every decision. */
    private static final int MOST_SELECTORS = 32;

    /**
     * The same as selectors of the catalogue, each a set of labels that must match. Values are
     * those of the nodes that are known now.
     *
     * @throws UnsupportedWishException if labels cannot say it, or only too many of them
     */
    List<Map<String, String>> selectors(Collection<Target> nodes) throws UnsupportedWishException {
        Set<Map<String, String>> all = new LinkedHashSet<>();
        List<String> taints = toleratedTaints(nodes);
        for (List<NodeSelectorRequirement> term :
                terms.isEmpty() ? List.of(List.<NodeSelectorRequirement>of()) : terms) {
            List<Map<String, String>> found = List.of(labels);
            for (NodeSelectorRequirement each : term) {
                found = with(found, each.getKey(), values(each, nodes));
            }
            all.addAll(with(found, Annotations.TAINTS_LABEL, taints));
            if (all.size() > MOST_SELECTORS) {
                throw new UnsupportedWishException(
                        "its node affinity and tolerations allow more than %d combinations of labels"
                                .formatted(MOST_SELECTORS));
            }
        }
        if (all.isEmpty()) {
            throw new UnsupportedWishException(
                    "no node has the labels that its node affinity asks for");
        }
        return List.copyOf(all);
    }

    private List<String> toleratedTaints(Collection<Target> nodes) {
        Set<String> tolerated = new TreeSet<>();
        // Nodes without taints take everybody, also those that come later.
        tolerated.add(Taints.label(List.of()));
        for (Target node : nodes) {
            if (Taints.tolerated(node.taints(), tolerations)) {
                tolerated.add(Taints.label(node.taints()));
            }
        }
        return List.copyOf(tolerated);
    }

    private static List<Map<String, String>> with(
            List<Map<String, String>> selectors, String key, List<String> values)
            throws UnsupportedWishException {
        List<Map<String, String>> all = new ArrayList<>();
        for (Map<String, String> selector : selectors) {
            for (String value : values) {
                String before = selector.get(key);
                if (before == null || before.equals(value)) {
                    Map<String, String> more = new LinkedHashMap<>(selector);
                    more.put(key, value);
                    all.add(more);
                }
            }
        }
        if (all.size() > MOST_SELECTORS * MOST_SELECTORS) {
            throw new UnsupportedWishException(
                    "its node affinity allows too many values of " + key);
        }
        return all;
    }

    /** Values of the label that fulfil a requirement. */
    private static List<String> values(NodeSelectorRequirement required, Collection<Target> nodes)
            throws UnsupportedWishException {
        return switch (required.getOperator()) {
            case "In" -> List.copyOf(required.getValues());
            case "Exists" -> known(required.getKey(), nodes, value -> true);
            case "NotIn" -> notIn(required, nodes);
            case "Gt" -> known(required.getKey(), nodes, value -> compare(value, required) > 0);
            case "Lt" -> known(required.getKey(), nodes, value -> compare(value, required) < 0);
            default ->
                    throw new UnsupportedWishException(
                            "node affinity with the operator %s on %s cannot be promised; In, NotIn, Exists, Gt and Lt can"
                                    .formatted(required.getOperator(), required.getKey()));
        };
    }

    /** Nodes without the label would do as well, which selectors cannot say: all must have it. */
    private static List<String> notIn(NodeSelectorRequirement required, Collection<Target> nodes)
            throws UnsupportedWishException {
        if (!nodes.stream().allMatch(each -> each.spec().labels().containsKey(required.getKey()))) {
            throw new UnsupportedWishException(
                    "node affinity with the operator NotIn on %s cannot be promised while nodes are without that label"
                            .formatted(required.getKey()));
        }
        return known(required.getKey(), nodes, value -> !required.getValues().contains(value));
    }

    private static List<String> known(
            String key, Collection<Target> nodes, Predicate<String> wanted) {
        return nodes.stream()
                .map(node -> node.spec().labels().get(key))
                .filter(Objects::nonNull)
                .filter(wanted)
                .distinct()
                .sorted()
                .toList();
    }

    /** Kubernetes compares whole numbers; what is none fulfils neither. */
    private static int compare(String value, NodeSelectorRequirement required) {
        try {
            return Long.compare(Long.parseLong(value), Long.parseLong(required.getValues().get(0)));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
