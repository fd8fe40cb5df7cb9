package org.dsppo.schemas.catalogue;

import java.util.Map;

/**
 * A node of the catalogue.
 *
 * @param nodeId unique within its cluster
 * @param cluster id of its cluster
 * @param labels matched by node selectors
 * @param capacity resource name to amount; a resource that is not listed is absent
 * @param devices accelerator resource to its devices; may be empty
 */
public record NodeSpec(
        String nodeId,
        String cluster,
        Map<String, String> labels,
        Map<String, Double> capacity,
        Map<String, DeviceSpec> devices) {

    /** {@code cluster/node}, which names a node everywhere: node ids repeat across clusters. */
    public String name() {
        return nameOf(cluster, nodeId);
    }

    /** The name of a node of a cluster. */
    public static String nameOf(String cluster, String nodeId) {
        return cluster + '/' + nodeId;
    }
}
