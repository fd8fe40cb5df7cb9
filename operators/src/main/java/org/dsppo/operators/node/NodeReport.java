package org.dsppo.operators.node;

import org.dsppo.schemas.allocation.Allocation;
import org.dsppo.schemas.node.NodeTelemetry;

/**
 * What is said of one node, on one stream: exactly one part is set.
 *
 * @param telemetry the node's own report
 * @param allocation how one of its task classes is served
 */
public record NodeReport(NodeTelemetry telemetry, Allocation allocation) {

    /** A node reported. */
    public static NodeReport of(NodeTelemetry telemetry) {
        return new NodeReport(telemetry, null);
    }

    /** A share and batch bounds were set. */
    public static NodeReport of(Allocation allocation) {
        return new NodeReport(null, allocation);
    }

    /** The node it concerns, {@code cluster/node}: the key of the stream. */
    public String node() {
        return telemetry != null ? telemetry.name() : allocation.node();
    }
}
