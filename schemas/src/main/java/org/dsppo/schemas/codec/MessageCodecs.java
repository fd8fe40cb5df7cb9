package org.dsppo.schemas.codec;

import org.dsppo.schemas.allocation.Allocation;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.deadletter.DeadLetter;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.node.NodeCordon;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.dsppo.schemas.rollout.RolloutSegment;
import org.dsppo.schemas.summary.CellSummary;
import org.dsppo.schemas.task.Payload;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * The codec of every message. Each may be shared between threads. Decoded collections are
 * unmodifiable and keep the order of the JSON. Encoding throws {@link IllegalArgumentException} for
 * a number that is not finite, since JSON has none.
 */
public final class MessageCodecs {
    /**
     * Topic {@code tasks}: an object with {@code cancelledAtMillis} and no {@code
     * submittedAtMillis} is a cancellation, any other a submission.
     */
    public static final MessageCodec<TaskMessage> TASK_MESSAGE =
            new JsonCodec<>(TaskMessageCodec::read, TaskMessageCodec::content);

    /** Submissions only. */
    public static final MessageCodec<TaskSubmitted> TASK_SUBMITTED =
            new JsonCodec<>(TaskSubmittedCodec::read);

    /** Cancellations only. */
    public static final MessageCodec<TaskCancelled> TASK_CANCELLED =
            new JsonCodec<>(TaskCancelledCodec::read);

    /** What a submission tells its executor: any object of at most 16,384 bytes. */
    public static final MessageCodec<Payload> PAYLOAD = new JsonCodec<>(PayloadCodec::read);

    /** Topic {@code task-events}. */
    public static final MessageCodec<TaskEvent> TASK_EVENT = new JsonCodec<>(TaskEventCodec::read);

    /** Topic {@code telemetry}. */
    public static final MessageCodec<NodeTelemetry> NODE_TELEMETRY =
            new JsonCodec<>(NodeTelemetryCodec::read);

    /** File {@code cluster.json}; checks that ids are unique and names refer to something. */
    public static final MessageCodec<Catalogue> CATALOGUE = new JsonCodec<>(CatalogueCodec::read);

    /** Topic {@code catalogue}; {@link CatalogueEntries} checks what spans entries. */
    public static final MessageCodec<CatalogueEntry> CATALOGUE_ENTRY =
            new JsonCodec<>(CatalogueEntryCodec::read);

    /** Topic {@code catalogue}, keys {@code node-state/cluster/node}. */
    public static final MessageCodec<NodeCordon> NODE_CORDON =
            new JsonCodec<>(NodeCordonCodec::read);

    /** Topic {@code decisions}. */
    public static final MessageCodec<PlacementDecision> PLACEMENT_DECISION =
            new JsonCodec<>(PlacementDecisionCodec::read);

    /** Topic {@code dead-letters}. */
    public static final MessageCodec<DeadLetter> DEAD_LETTER =
            new JsonCodec<>(DeadLetterCodec::read);

    /** Topic {@code rollouts}. */
    public static final MessageCodec<RolloutSegment> ROLLOUT_SEGMENT =
            new JsonCodec<>(RolloutSegmentCodec::read);

    /** Topic {@code policies}, records whose key is a policy's name. */
    public static final MessageCodec<PolicyStages> POLICY_STAGES =
            new JsonCodec<>(PolicyStagesCodec::read);

    /** Topic {@code summaries}. */
    public static final MessageCodec<CellSummary> CELL_SUMMARY =
            new JsonCodec<>(CellSummaryCodec::read);

    /** Topic {@code allocations}. */
    public static final MessageCodec<Allocation> ALLOCATION =
            new JsonCodec<>(AllocationCodec::read);

    private MessageCodecs() {}
}
