package org.dsppo.operators.state;

import java.util.Map;
import org.dsppo.policy.engine.TaskPhase;
import org.dsppo.policy.engine.TaskState;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * A live task; what its parts mean is said by {@link TaskState}.
 *
 * @param task the submission
 * @param attempt attempt that waits or runs
 * @param failures attempts that failed or were not started in time
 * @param phase name of its {@link TaskPhase}
 * @param nodeId node of the attempt, or null
 * @param strategy strategy of the attempt, or null
 * @param reserved thousandths held on the node by resource name, or null
 * @param decidedAtMillis when the attempt was assigned
 * @param startedAtMillis when the attempt was reported as started
 * @param expectedEndMillis when it should end by estimate
 * @param leaseEndMillis when it is taken back if not started
 * @param cancelRequested true once its withdrawal was passed on
 * @param noticedAtMillis time of its last WAIT record
 * @param notice reason of its last WAIT record, or null
 */
public record LiveTaskState(
        TaskSubmitted task,
        int attempt,
        int failures,
        String phase,
        String nodeId,
        String strategy,
        Map<String, Long> reserved,
        long decidedAtMillis,
        long startedAtMillis,
        long expectedEndMillis,
        long leaseEndMillis,
        boolean cancelRequested,
        long noticedAtMillis,
        String notice) {

    /** As the engine has it. */
    public static LiveTaskState of(TaskState state) {
        return new LiveTaskState(
                state.task(),
                state.attempt(),
                state.failures(),
                state.phase().name(),
                state.nodeId(),
                state.strategy(),
                state.reserved(),
                state.decidedAtMillis(),
                state.startedAtMillis(),
                state.expectedEndMillis(),
                state.leaseEndMillis(),
                state.cancelRequested(),
                state.noticedAtMillis(),
                state.notice());
    }

    /** For the engine. */
    public TaskState toEngine() {
        return new TaskState(
                task,
                attempt,
                failures,
                TaskPhase.valueOf(phase),
                nodeId,
                strategy,
                reserved,
                decidedAtMillis,
                startedAtMillis,
                expectedEndMillis,
                leaseEndMillis,
                cancelRequested,
                noticedAtMillis,
                notice);
    }
}
