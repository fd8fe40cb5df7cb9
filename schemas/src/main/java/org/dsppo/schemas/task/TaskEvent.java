package org.dsppo.schemas.task;

import org.dsppo.schemas.decision.PlacementDecision;

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
        TaskEventKind kind,
        long atMillis,
        String reason) {

    /** What happened to the attempt of a decision. */
    public static TaskEvent of(
            PlacementDecision decision, TaskEventKind kind, long atMillis, String reason) {
        return new TaskEvent(
                decision.decisionId(),
                decision.taskId(),
                decision.attempt(),
                decision.cell(),
                decision.node(),
                decision.strategy(),
                kind,
                atMillis,
                reason);
    }
}
