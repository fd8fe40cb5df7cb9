package org.dsppo.jobs;

import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.decision.PolicyReference;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;

/** What is said of task {@code t} and its attempts. */
public final class OneTask {

    private OneTask() {}

    /** A decision for a node, or for none if that is null. */
    public static PlacementDecision decision(
            DecisionKind kind, int attempt, String node, long atMillis) {
        return new PlacementDecision(
                PlacementDecision.idOf("t", attempt),
                "t",
                attempt,
                "default",
                1,
                kind,
                node == null ? null : "edge",
                node,
                node == null ? null : "cpu",
                null,
                atMillis,
                0,
                new PolicyReference("greedy", 1, "active"),
                false,
                null,
                null);
    }

    /** What node {@code n1} reports. */
    public static TaskEvent event(TaskEventKind kind, int attempt, long atMillis) {
        return TaskEvent.of(decision(DecisionKind.ASSIGN, attempt, "n1", 0), kind, atMillis, null);
    }
}
