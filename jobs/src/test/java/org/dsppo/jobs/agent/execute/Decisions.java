package org.dsppo.jobs.agent.execute;

import java.util.List;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.decision.PolicyReference;
import org.dsppo.schemas.node.DeviceShare;
import org.dsppo.schemas.task.Payload;

/** Decisions for a node. */
final class Decisions {

    private Decisions() {}

    static PlacementDecision assign(
            String taskId, int attempt, String payload, List<DeviceShare> devices) {
        return decision(DecisionKind.ASSIGN, taskId, attempt, payload, devices, null);
    }

    static PlacementDecision cancel(String taskId, int attempt, String reason) {
        return decision(DecisionKind.CANCEL, taskId, attempt, null, null, reason);
    }

    private static PlacementDecision decision(
            DecisionKind kind,
            String taskId,
            int attempt,
            String payload,
            List<DeviceShare> devices,
            String reason) {
        return new PlacementDecision(
                PlacementDecision.idOf(taskId, attempt),
                taskId,
                attempt,
                "default",
                1,
                kind,
                "room",
                "n1",
                "run",
                null,
                devices,
                5,
                0,
                new PolicyReference("greedy", 1, "active"),
                false,
                reason,
                null,
                payload == null ? null : new Payload(payload));
    }
}
