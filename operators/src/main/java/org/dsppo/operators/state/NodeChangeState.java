package org.dsppo.operators.state;

import java.util.List;
import java.util.Map;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.schemas.node.RunningAttempt;

/**
 * The state of a node after its last change; what its parts mean is said by {@link NodeChanged}.
 *
 * @param nodeId the node
 * @param cluster id of its cluster
 * @param cell cell of its cluster
 * @param labels matched by node selectors
 * @param capacity resource name to amount; empty to keep the catalogue's
 * @param used resource name to amount in use by anybody; null when not measured
 * @param running attempts the node lists
 * @param condition name of its {@link NodeCondition}
 * @param reportedAtMillis when the node said so
 * @param expectedMillis strategy id to expected run time; may be null
 */
public record NodeChangeState(
        String nodeId,
        String cluster,
        String cell,
        Map<String, String> labels,
        Map<String, Double> capacity,
        Map<String, Double> used,
        List<RunningAttempt> running,
        String condition,
        long reportedAtMillis,
        Map<String, Double> expectedMillis) {

    /** As operators pass it on. */
    public static NodeChangeState of(NodeChanged change) {
        return new NodeChangeState(
                change.nodeId(),
                change.cluster(),
                change.cell(),
                change.labels(),
                change.capacity(),
                change.used(),
                change.running(),
                change.condition().name(),
                change.reportedAtMillis(),
                change.expectedMillis());
    }

    /** For the engine. */
    public NodeChanged toEngine() {
        return new NodeChanged(
                nodeId,
                cluster,
                cell,
                labels,
                capacity,
                used,
                running,
                NodeCondition.valueOf(condition),
                reportedAtMillis,
                expectedMillis);
    }
}
