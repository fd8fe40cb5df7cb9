package org.dsppo.jobs.emulator;

import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;

/** An attempt that a device has accepted and that holds resources there until it is over. */
final class EmulatedAttempt {

    final PlacementDecision decision;
    final EmulatedNode node;
    final ResourceDemand demand;
    Long startedAtMillis;
    boolean over;

    EmulatedAttempt(PlacementDecision decision, EmulatedNode node, ResourceDemand demand) {
        this.decision = decision;
        this.node = node;
        this.demand = demand;
    }

    TaskEvent event(TaskEventKind kind, long atMillis, String reason) {
        return TaskEvent.of(decision, kind, atMillis, reason);
    }
}
