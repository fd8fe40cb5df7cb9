package org.dsppo.policy.engine;

import java.util.List;
import java.util.Map;
import org.dsppo.schemas.catalogue.NodeSpec;

/** Nodes of the default cell that report themselves idle. */
public final class ReportedNode {

    private ReportedNode() {}

    /** A node as the catalogue has it. */
    public static NodeChanged of(NodeSpec node, NodeCondition condition, long atMillis) {
        return new NodeChanged(
                node.nodeId(),
                node.cluster(),
                "default",
                node.labels(),
                node.capacity(),
                null,
                List.of(),
                condition,
                atMillis);
    }

    /** A node that is labelled with its cluster as tier and of which run times are known. */
    public static NodeChanged up(
            String nodeId, String cluster, Map<String, Double> expectedMillis, long atMillis) {
        return new NodeChanged(
                nodeId,
                cluster,
                "default",
                Map.of("tier", cluster),
                Map.of(),
                null,
                List.of(),
                NodeCondition.UP,
                atMillis,
                expectedMillis);
    }

    /** The same without. */
    public static NodeChanged up(String nodeId, String cluster, long atMillis) {
        return up(nodeId, cluster, Map.of(), atMillis);
    }
}
