package org.dsppo.policy.engine;

import java.util.List;
import java.util.Map;
import org.dsppo.schemas.node.DeviceReports;
import org.dsppo.schemas.node.RunningAttempt;

/**
 * The state of a node after a change that matters to placement.
 *
 * @param nodeId the node
 * @param cluster id of its cluster
 * @param cell cell of its cluster
 * @param labels matched by node selectors
 * @param capacity resource name to amount; empty to keep the catalogue's
 * @param devices accelerator resource to its devices; may be empty, to keep the catalogue's
 * @param used resource name to amount in use by anybody; null when not measured
 * @param running attempts the node lists
 * @param condition what may be done with it
 * @param seenAtMillis when its report came in, by the clock of the job: clocks of devices are not
 *     compared with it
 * @param expectedMillis strategy id to how long a task at run-time scale 1 is expected to take
 *     there, for strategies of which more is known than the catalogue says; may be null
 */
public record NodeChanged(
        String nodeId,
        String cluster,
        String cell,
        Map<String, String> labels,
        Map<String, Double> capacity,
        Map<String, DeviceReports> devices,
        Map<String, Double> used,
        List<RunningAttempt> running,
        NodeCondition condition,
        long seenAtMillis,
        Map<String, Double> expectedMillis) {

    /** State of before nodes reported devices has none. */
    public NodeChanged {
        devices = devices == null ? Map.of() : devices;
    }

    /** A node that says no more of its devices and run times than the catalogue does. */
    public NodeChanged(
            String nodeId,
            String cluster,
            String cell,
            Map<String, String> labels,
            Map<String, Double> capacity,
            Map<String, Double> used,
            List<RunningAttempt> running,
            NodeCondition condition,
            long seenAtMillis) {
        this(
                nodeId,
                cluster,
                cell,
                labels,
                capacity,
                Map.of(),
                used,
                running,
                condition,
                seenAtMillis,
                Map.of());
    }
}
