package org.dsppo.operators.state;

import java.util.Map;
import org.dsppo.policy.engine.OrphanState;

/**
 * An attempt that was given up but may still hold resources on its node.
 *
 * @param taskId the task
 * @param attempt the attempt that was given up
 * @param nodeId where it was placed
 * @param reserved thousandths held by resource name
 * @param orphanedAtMillis when it was given up
 */
public record OrphanedAttemptState(
        String taskId,
        int attempt,
        String nodeId,
        Map<String, Long> reserved,
        long orphanedAtMillis) {

    /** As the engine has it. */
    public static OrphanedAttemptState of(OrphanState orphan) {
        return new OrphanedAttemptState(
                orphan.taskId(),
                orphan.attempt(),
                orphan.nodeId(),
                orphan.reserved(),
                orphan.orphanedAtMillis());
    }

    /** For the engine. */
    public OrphanState toEngine() {
        return new OrphanState(taskId, attempt, nodeId, reserved, orphanedAtMillis);
    }
}
