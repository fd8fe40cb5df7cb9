package org.dsppo.schemas.decision;

import java.util.List;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.node.DeviceShare;
import org.dsppo.schemas.task.Payload;

/**
 * What the scheduler decided about one attempt of a task (topic {@code decisions}). Readers act on
 * the first record per {@code decisionId}.
 *
 * @param decisionId {@code taskId#attempt}
 * @param taskId the task
 * @param attempt 1 for the first attempt
 * @param cell cell that decided
 * @param epoch rises with every restore of the job; lower ones are void after a marker
 * @param kind what to do
 * @param cluster cluster of the node; null unless assigned
 * @param node node to run on; null unless assigned
 * @param strategy execution strategy to run with; null unless assigned
 * @param share chosen share of an elastic strategy, else null
 * @param devices devices to run on, where they are shared singly; else null
 * @param decidedAtMillis epoch milliseconds on Kafka, run milliseconds in an export
 * @param waitMillis decided minus submitted
 * @param policy who decided
 * @param fallback true when the fallback heuristic decided instead
 * @param reason why it waits or was refused; may be null when assigned
 * @param candidates best candidates with scores; may be null
 * @param payload what the submitter wants to be run; null unless assigned, or for nothing
 */
public record PlacementDecision(
        String decisionId,
        String taskId,
        int attempt,
        String cell,
        long epoch,
        DecisionKind kind,
        String cluster,
        String node,
        String strategy,
        Double share,
        List<DeviceShare> devices,
        long decidedAtMillis,
        long waitMillis,
        PolicyReference policy,
        boolean fallback,
        String reason,
        List<Candidate> candidates,
        Payload payload) {

    /** One that tells its executor nothing but what to do. */
    public PlacementDecision(
            String decisionId,
            String taskId,
            int attempt,
            String cell,
            long epoch,
            DecisionKind kind,
            String cluster,
            String node,
            String strategy,
            Double share,
            List<DeviceShare> devices,
            long decidedAtMillis,
            long waitMillis,
            PolicyReference policy,
            boolean fallback,
            String reason,
            List<Candidate> candidates) {
        this(
                decisionId,
                taskId,
                attempt,
                cell,
                epoch,
                kind,
                cluster,
                node,
                strategy,
                share,
                devices,
                decidedAtMillis,
                waitMillis,
                policy,
                fallback,
                reason,
                candidates,
                null);
    }

    /** The id of an attempt's decision. */
    public static String idOf(String taskId, int attempt) {
        return taskId + '#' + attempt;
    }

    /** The same on another clock. */
    public PlacementDecision at(long otherDecidedAtMillis, long otherWaitMillis) {
        return new PlacementDecision(
                decisionId,
                taskId,
                attempt,
                cell,
                epoch,
                kind,
                cluster,
                node,
                strategy,
                share,
                devices,
                otherDecidedAtMillis,
                otherWaitMillis,
                policy,
                fallback,
                reason,
                candidates,
                payload);
    }

    /** {@code cluster/node}, null where there is no node. */
    public String nodeName() {
        return node == null ? null : NodeSpec.nameOf(cluster, node);
    }
}
