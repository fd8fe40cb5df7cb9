package org.dsppo.schemas.task;

import java.util.List;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.node.DeviceShare;

/**
 * What an executor reports about one attempt (topic {@code task-events}); it echoes the fields of
 * the decision it acts on.
 *
 * @param decisionId the decision's id, {@code taskId#attempt}
 * @param taskId the task
 * @param attempt 1 for the first attempt
 * @param cell cell that decided
 * @param cluster cluster of the node; null where the executor leaves it out
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
        String cluster,
        String nodeId,
        String strategy,
        List<DeviceShare> devices,
        TaskEventKind kind,
        long atMillis,
        String reason) {

    /** One that names no devices and no cluster. */
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
        this(
                decisionId,
                taskId,
                attempt,
                cell,
                null,
                nodeId,
                strategy,
                null,
                kind,
                atMillis,
                reason);
    }

    /** What happened to the attempt of a decision. */
    public static TaskEvent of(
            PlacementDecision decision, TaskEventKind kind, long atMillis, String reason) {
        return new TaskEvent(
                decision.decisionId(),
                decision.taskId(),
                decision.attempt(),
                decision.cell(),
                decision.cluster(),
                decision.node(),
                decision.strategy(),
                decision.devices(),
                kind,
                atMillis,
                reason);
    }

    /** {@code cluster/node}; the node alone where the executor leaves the cluster out. */
    public String node() {
        return cluster == null ? nodeId : nodeName();
    }

    /** {@code cluster/node}, null where the executor leaves the cluster out. */
    public String nodeName() {
        return cluster == null ? null : NodeSpec.nameOf(cluster, nodeId);
    }
}
