package org.dsppo.policy.engine;

import java.util.List;
import java.util.Map;
import org.dsppo.schemas.node.DeviceShare;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * A live task as it is kept in state; everything the engine needs to go on with it.
 *
 * @param task the submission
 * @param attempt attempt that waits or runs, from 1
 * @param failures attempts that failed or were not started in time
 * @param nodeLosses attempts that were lost together with their node
 * @param avoided names of nodes where it failed lately, oldest first
 * @param phase where it stands
 * @param nodeId node of the attempt, null while waiting
 * @param strategy strategy of the attempt, null while waiting
 * @param reserved millionths held on the node by resource name, null while waiting
 * @param devices devices held on the node, where they are shared singly; else null
 * @param decidedAtMillis when the attempt was assigned
 * @param startedAtMillis when the attempt was reported as started
 * @param expectedEndMillis when it should end by estimate
 * @param leaseEndMillis when it is taken back if not started
 * @param cancelRequested true once its withdrawal was passed on to the executor
 * @param retryMillis not queued before, 0 for at once
 * @param asideUntilMillis rejected then unless the catalogue has what it asks for, 0 while it has
 * @param noticedAtMillis time of its last WAIT record
 * @param notice reason of its last WAIT record, or null
 * @param receivedAtMillis when the engine first heard of it; 0 if that is not known
 */
public record TaskState(
        TaskSubmitted task,
        int attempt,
        int failures,
        int nodeLosses,
        List<String> avoided,
        TaskPhase phase,
        String nodeId,
        String strategy,
        Map<String, Long> reserved,
        List<DeviceShare> devices,
        long decidedAtMillis,
        long startedAtMillis,
        long expectedEndMillis,
        long leaseEndMillis,
        boolean cancelRequested,
        long retryMillis,
        long asideUntilMillis,
        long noticedAtMillis,
        String notice,
        long receivedAtMillis) {}
