package org.dsppo.policy.engine;

import java.util.Map;

/**
 * An attempt that was given up but may still hold resources on its node.
 *
 * @param taskId the task
 * @param attempt the attempt that was given up
 * @param nodeId where it was placed
 * @param reserved thousandths held by resource name
 * @param orphanedAtMillis when it was given up
 */
public record OrphanState(
        String taskId,
        int attempt,
        String nodeId,
        Map<String, Long> reserved,
        long orphanedAtMillis) {

    /** Key in state. */
    public String key() {
        return taskId + '#' + attempt;
    }
}
