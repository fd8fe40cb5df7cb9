package org.dsppo.schemas;

import java.util.List;
import org.dsppo.schemas.allocation.Allocation;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.codec.MessageCodec;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.deadletter.DeadLetter;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.node.NodeCordon;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.dsppo.schemas.rollout.RolloutSegment;
import org.dsppo.schemas.summary.CellSummary;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** A message under the name of its schema and of its folder of samples. */
public record Message<T>(String name, Class<T> type, MessageCodec<T> codec) {

    public static final List<Message<?>> ALL =
            List.of(
                    new Message<>("task-message", TaskMessage.class, MessageCodecs.TASK_MESSAGE),
                    new Message<>(
                            "task-submitted", TaskSubmitted.class, MessageCodecs.TASK_SUBMITTED),
                    new Message<>(
                            "task-cancelled", TaskCancelled.class, MessageCodecs.TASK_CANCELLED),
                    new Message<>("task-event", TaskEvent.class, MessageCodecs.TASK_EVENT),
                    new Message<>(
                            "node-telemetry", NodeTelemetry.class, MessageCodecs.NODE_TELEMETRY),
                    new Message<>("node-cordon", NodeCordon.class, MessageCodecs.NODE_CORDON),
                    new Message<>("catalogue", Catalogue.class, MessageCodecs.CATALOGUE),
                    new Message<>(
                            "catalogue-entry", CatalogueEntry.class, MessageCodecs.CATALOGUE_ENTRY),
                    new Message<>(
                            "placement-decision",
                            PlacementDecision.class,
                            MessageCodecs.PLACEMENT_DECISION),
                    new Message<>("dead-letter", DeadLetter.class, MessageCodecs.DEAD_LETTER),
                    new Message<>(
                            "rollout-segment", RolloutSegment.class, MessageCodecs.ROLLOUT_SEGMENT),
                    new Message<>("policy-stages", PolicyStages.class, MessageCodecs.POLICY_STAGES),
                    new Message<>("cell-summary", CellSummary.class, MessageCodecs.CELL_SUMMARY),
                    new Message<>("allocation", Allocation.class, MessageCodecs.ALLOCATION));

    @Override
    public String toString() {
        return name;
    }
}
