package org.dsppo.policy.engine;

import java.util.List;
import java.util.Map;
import org.dsppo.schemas.node.DeviceShare;

/**
 * An attempt that was given up but may still hold resources on its node.
 *
 * @param taskId the task
 * @param attempt the attempt that was given up
 * @param nodeId where it was placed
 * @param reserved millionths held by resource name
 * @param devices devices held, where they are shared singly; else null
 * @param orphanedAtMillis when it was given up
 */
public record OrphanState(
        String taskId,
        int attempt,
        String nodeId,
        Map<String, Long> reserved,
        List<DeviceShare> devices,
        long orphanedAtMillis) {

    /** Key in state. */
    public String key() {
        return taskId + '#' + attempt;
    }
}
