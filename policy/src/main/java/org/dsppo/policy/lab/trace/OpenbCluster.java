package org.dsppo.policy.lab.trace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The nodes of openb, or an even sample of them. */
final class OpenbCluster {

    private final List<OpenbNode> nodes;

    private OpenbCluster(List<OpenbNode> nodes) {
        this.nodes = nodes;
    }

    static OpenbCluster read(Path file) throws InvalidTraceException {
        List<OpenbNode> nodes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (TraceTable.Row row : TraceTable.withHeader(file, ",", OpenbNode.COLUMNS).rows()) {
            OpenbNode node = OpenbNode.of(row);
            if (node.name().isEmpty() || !names.add(node.name())) {
                throw row.invalid("sn", "a name that no other node has");
            }
            nodes.add(node);
        }
        return new OpenbCluster(nodes);
    }

    List<OpenbNode> nodes() {
        return nodes;
    }

    /** Models of accelerators, in the order of the nodes. */
    List<String> models() {
        return nodes.stream()
                .filter(node -> node.gpus() > 0)
                .map(OpenbNode::model)
                .distinct()
                .toList();
    }

    /**
     * A cluster of fewer nodes with the same mix of models, by largest remainders: a model that
     * would have far less than a node is lost. The nodes of a model are taken evenly from its list.
     *
     * @throws InvalidTraceException if there are not so many nodes
     */
    OpenbCluster shrunkTo(int count) throws InvalidTraceException {
        if (count > nodes.size()) {
            throw new InvalidTraceException(
                    "trace option nodes is %d, expected at most the %d nodes of the trace"
                            .formatted(count, nodes.size()));
        }
        Map<String, List<OpenbNode>> byModel = new LinkedHashMap<>();
        nodes.forEach(
                node -> byModel.computeIfAbsent(node.model(), m -> new ArrayList<>()).add(node));
        Set<OpenbNode> kept = new HashSet<>();
        shares(byModel, count).forEach((model, n) -> kept.addAll(spread(byModel.get(model), n)));
        return new OpenbCluster(nodes.stream().filter(kept::contains).toList());
    }

    private Map<String, Integer> shares(Map<String, List<OpenbNode>> byModel, int count) {
        Map<String, Integer> shares = new TreeMap<>();
        byModel.forEach((model, of) -> shares.put(model, floorShare(of, count)));
        int missing = count - shares.values().stream().mapToInt(Integer::intValue).sum();
        Comparator<String> byRemainder =
                Comparator.comparingLong(
                        model -> (long) byModel.get(model).size() * count % nodes.size());
        shares.keySet().stream()
                .sorted(byRemainder.reversed().thenComparing(Comparator.naturalOrder()))
                .limit(missing)
                .toList()
                .forEach(model -> shares.merge(model, 1, Integer::sum));
        return shares;
    }

    private int floorShare(List<OpenbNode> ofModel, int count) {
        return (int) ((long) ofModel.size() * count / nodes.size());
    }

    private static List<OpenbNode> spread(List<OpenbNode> from, int count) {
        List<OpenbNode> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // The middle of each of count equal stretches.
            chosen.add(from.get((int) ((2L * i + 1) * from.size() / (2L * count))));
        }
        return chosen;
    }

    /** True if a pod fits on some empty node. */
    boolean holds(OpenbPod.Shape pod) {
        return nodes.stream().anyMatch(node -> node.holds(pod));
    }

    /** True if a pod fits on some empty node of a model. */
    boolean holds(OpenbPod.Shape pod, String model) {
        return nodes.stream().anyMatch(node -> node.model().equals(model) && node.holds(pod));
    }
}
