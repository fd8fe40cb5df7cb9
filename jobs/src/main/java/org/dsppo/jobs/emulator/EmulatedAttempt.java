package org.dsppo.jobs.emulator;

import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;

/** An attempt that a device has accepted and that holds resources there until it is over. */
final class EmulatedAttempt {

    final PlacementDecision decision;
    final EmulatedNode node;
    final ResourceDemand demand;
    final HeldDevices devices;
    Long startedAtMillis;
    boolean over;

    EmulatedAttempt(
            PlacementDecision decision,
            EmulatedNode node,
            ResourceDemand demand,
            HeldDevices devices) {
        this.decision = decision;
        this.node = node;
        this.demand = demand;
        this.devices = devices;
    }

    TaskEvent event(TaskEventKind kind, long atMillis, String reason) {
        return eventOf(decision, kind, atMillis, reason);
    }

    static TaskEvent eventOf(
            PlacementDecision decision, TaskEventKind kind, long atMillis, String reason) {
        return new TaskEvent(
                decision.decisionId(),
                decision.taskId(),
                decision.attempt(),
                decision.cell(),
                decision.node(),
                decision.strategy(),
                decision.devices(),
                kind,
                atMillis,
                reason);
    }
}
