package org.dsppo.policy.lab.baseline;

import java.util.Comparator;
import org.dsppo.policy.placement.NodeView;

/** The order in which nodes are tried and ties between them are broken. */
enum NodeOrder {
    /** As the catalogue has them. */
    CATALOGUE("catalogue", Comparator.comparingInt(NodeView::index)),

    /** The last cluster of the catalogue first; inside a cluster as the catalogue has them. */
    REVERSED_CLUSTERS(
            "revcl",
            Comparator.comparingInt(NodeView::clusterIndex)
                    .reversed()
                    .thenComparingInt(NodeView::index)),

    /** Nodes at the edge first, then the other clusters, the last of the catalogue first. */
    EDGE_FIRST(
            "edge",
            Comparator.comparing((NodeView node) -> !atEdge(node))
                    .thenComparing(REVERSED_CLUSTERS.comparator));

    private final String option;
    private final Comparator<NodeView> comparator;

    NodeOrder(String option, Comparator<NodeView> comparator) {
        this.option = option;
        this.comparator = comparator;
    }

    private static boolean atEdge(NodeView node) {
        return "edge".equals(node.cluster()) || "edge".equals(node.labels().get("tier"));
    }

    /** The word for it in a policy's options. */
    String option() {
        return option;
    }

    Comparator<NodeView> comparator() {
        return comparator;
    }
}
