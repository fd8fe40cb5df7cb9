package org.dsppo.operators.state;

import java.util.List;
import java.util.Map;
import org.dsppo.policy.engine.OrphanState;
import org.dsppo.schemas.node.DeviceShare;

/**
 * An attempt that was given up but may still hold resources on its node.
 *
 * @param taskId the task
 * @param attempt the attempt that was given up
 * @param nodeId where it was placed
 * @param reservedMillionths held by resource name
 * @param devices devices held, or null
 * @param orphanedAtMillis when it was given up
 */
public record OrphanedAttemptState(
        String taskId,
        int attempt,
        String nodeId,
        Map<String, Long> reservedMillionths,
        List<DeviceShare> devices,
        long orphanedAtMillis) {

    /** As the engine has it. */
    public static OrphanedAttemptState of(OrphanState orphan) {
        return new OrphanedAttemptState(
                orphan.taskId(),
                orphan.attempt(),
                orphan.nodeId(),
                orphan.reserved(),
                orphan.devices(),
                orphan.orphanedAtMillis());
    }

    /** For the engine. */
    public OrphanState toEngine() {
        return new OrphanState(
                taskId, attempt, nodeId, reservedMillionths, devices, orphanedAtMillis);
    }
}
