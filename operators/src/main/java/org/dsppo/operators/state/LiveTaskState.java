package org.dsppo.operators.state;

import java.util.List;
import java.util.Map;
import org.dsppo.policy.engine.TaskPhase;
import org.dsppo.policy.engine.TaskState;
import org.dsppo.schemas.node.DeviceShare;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * A live task; what its parts mean is said by {@link TaskState}.
 *
 * @param task the submission
 * @param attempt attempt that waits or runs
 * @param failures attempts that failed or were not started in time
 * @param nodeLosses attempts that were lost together with their node
 * @param avoided names of nodes where it failed lately, oldest first
 * @param phase name of its {@link TaskPhase}
 * @param nodeId node of the attempt, or null
 * @param strategy strategy of the attempt, or null
 * @param reservedMillionths held on the node by resource name, or null
 * @param devices devices held on the node, or null
 * @param decidedAtMillis when the attempt was assigned
 * @param startedAtMillis when the attempt was reported as started
 * @param expectedEndMillis when it should end by estimate
 * @param leaseEndMillis when it is taken back if not started
 * @param cancelRequested true once its withdrawal was passed on
 * @param retryMillis not queued before, 0 for at once
 * @param asideUntilMillis rejected then unless the catalogue has what it asks for, 0 while it has
 * @param noticedAtMillis time of its last WAIT record
 * @param notice reason of its last WAIT record, or null
 * @param receivedAtMillis when the engine first heard of it; 0 in snapshots of before there was any
 */
public record LiveTaskState(
        TaskSubmitted task,
        int attempt,
        int failures,
        int nodeLosses,
        List<String> avoided,
        String phase,
        String nodeId,
        String strategy,
        Map<String, Long> reservedMillionths,
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
        long receivedAtMillis) {

    /** As the engine has it. */
    public static LiveTaskState of(TaskState state) {
        return new LiveTaskState(
                state.task(),
                state.attempt(),
                state.failures(),
                state.nodeLosses(),
                state.avoided(),
                state.phase().name(),
                state.nodeId(),
                state.strategy(),
                state.reserved(),
                state.devices(),
                state.decidedAtMillis(),
                state.startedAtMillis(),
                state.expectedEndMillis(),
                state.leaseEndMillis(),
                state.cancelRequested(),
                state.retryMillis(),
                state.asideUntilMillis(),
                state.noticedAtMillis(),
                state.notice(),
                state.receivedAtMillis());
    }

    /** For the engine. */
    public TaskState toEngine() {
        return new TaskState(
                task,
                attempt,
                failures,
                nodeLosses,
                avoided,
                TaskPhase.valueOf(phase),
                nodeId,
                strategy,
                reservedMillionths,
                devices,
                decidedAtMillis,
                startedAtMillis,
                expectedEndMillis,
                leaseEndMillis,
                cancelRequested,
                retryMillis,
                asideUntilMillis,
                noticedAtMillis,
                notice,
                receivedAtMillis);
    }
}
