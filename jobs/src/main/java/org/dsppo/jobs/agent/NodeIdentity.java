package org.dsppo.jobs.agent;

import java.util.Map;
import java.util.Set;
import org.dsppo.schemas.catalogue.NodeSpec;

/**
 * Who a node is to the scheduler.
 *
 * @param cluster id of its cluster
 * @param nodeId its id there
 * @param labels matched by node selectors
 * @param resources which resources it tells of; empty for all it knows
 */
public record NodeIdentity(
        String cluster, String nodeId, Map<String, String> labels, Set<String> resources) {

    /** {@code cluster/node}. */
    public String name() {
        return NodeSpec.nameOf(cluster, nodeId);
    }

    boolean tellsOf(String resource) {
        return resources.isEmpty() || resources.contains(resource);
    }
}
