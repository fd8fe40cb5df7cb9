package org.dsppo.policy.lab.trace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The nodes of openb, or an even sample of them. */
final class OpenbCluster {

    private final List<OpenbNode> nodes;

    private OpenbCluster(List<OpenbNode> nodes) {
        this.nodes = nodes;
    }

    static OpenbCluster read(Path file) throws InvalidTraceException {
        List<OpenbNode> nodes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        TraceTable.withHeader(
                file,
                OpenbNode.COLUMNS,
                row -> {
                    OpenbNode node = OpenbNode.of(row);
                    if (node.name().isEmpty() || !names.add(node.name())) {
                        throw row.invalid("sn", "a name that no other node has");
                    }
                    nodes.add(node);
                });
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
     * A cluster of fewer nodes with the same mix of models.
     *
     * @throws InvalidTraceException if there are not so many nodes
     */
    OpenbCluster shrunkTo(int count) throws InvalidTraceException {
        return new OpenbCluster(new EvenSample<>(nodes, OpenbNode::model).of(count));
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
