package org.dsppo.schemas.task;

import java.util.List;
import org.dsppo.schemas.node.DeviceShare;

/**
 * What an executor reports about one attempt (topic {@code task-events}); it echoes the fields of
 * the decision it acts on.
 *
 * @param decisionId the decision's id, {@code taskId#attempt}
 * @param taskId the task
 * @param attempt 1 for the first attempt
 * @param cell cell that decided
 * @param nodeId node the attempt runs on
 * @param strategy id of the execution strategy it runs with
 * @param devices devices it is pinned to; null when it names none
 * @param kind what happened
 * @param atMillis epoch milliseconds at the executor
 * @param reason why it failed, may be null
 */
public record TaskEvent(
        String decisionId,
        String taskId,
        int attempt,
        String cell,
        String nodeId,
        String strategy,
        List<DeviceShare> devices,
        TaskEventKind kind,
        long atMillis,
        String reason) {

    /** One that names no devices. */
    public TaskEvent(
            String decisionId,
            String taskId,
            int attempt,
            String cell,
            String nodeId,
            String strategy,
            TaskEventKind kind,
            long atMillis,
            String reason) {
        this(decisionId, taskId, attempt, cell, nodeId, strategy, null, kind, atMillis, reason);
    }
}
