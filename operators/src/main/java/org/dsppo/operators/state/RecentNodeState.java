package org.dsppo.operators.state;

import java.util.Map;

/**
 * A node that has reported, and when it was out of service.
 *
 * @param nodeId the node
 * @param cluster id of its cluster
 * @param labels matched by node selectors
 * @param capacity resource name to amount; empty for what the catalogue says
 * @param sinceMillis when it was first heard of, in trace time
 * @param outages beginnings and ends of its latest outages in turn; an outage that goes on ends at
 *     {@link Long#MAX_VALUE}
 */
public record RecentNodeState(
        String nodeId,
        String cluster,
        Map<String, String> labels,
        Map<String, Double> capacity,
        long sinceMillis,
        long[] outages) {

    /** True while an outage goes on. */
    public boolean isOut() {
        return outages.length > 0 && outages[outages.length - 1] == Long.MAX_VALUE;
    }
}
