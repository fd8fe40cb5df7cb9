package org.dsppo.operators.state;

import java.util.Map;
import org.dsppo.schemas.catalogue.DeviceSpec;
import org.dsppo.schemas.catalogue.NodeSpec;

/**
 * A node that has reported, and when it was out of service.
 *
 * @param nodeId the node
 * @param cluster id of its cluster
 * @param labels matched by node selectors
 * @param capacity resource name to amount; empty for what the catalogue says
 * @param devices devices by kind as it reports them, with the least that any of a kind has; null in
 *     snapshots of before they were kept
 * @param sinceMillis when it was first heard of, in trace time
 * @param outages beginnings and ends of its latest outages in turn; an outage that goes on ends at
 *     {@link Long#MAX_VALUE}
 */
public record RecentNodeState(
        String nodeId,
        String cluster,
        Map<String, String> labels,
        Map<String, Double> capacity,
        Map<String, DeviceSpec> devices,
        long sinceMillis,
        long[] outages) {

    /** True while an outage goes on. */
    public boolean isOut() {
        return outages.length > 0 && outages[outages.length - 1] == Long.MAX_VALUE;
    }

    /** {@code cluster/node}. */
    public String name() {
        return NodeSpec.nameOf(cluster, nodeId);
    }
}
