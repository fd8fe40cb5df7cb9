package org.dsppo.schemas.codec;

import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;

/** Reads {@link TaskEvent}. */
final class TaskEventCodec {
    private static final TaskEventKind[] KINDS = TaskEventKind.values();

    private TaskEventCodec() {}

    static TaskEvent read(JsonObjectReader fields) throws InvalidMessageException {
        String decisionId = fields.requiredText("decisionId", Limits.DECISION_ID_LENGTH);
        String taskId = fields.requiredText("taskId");
        int attempt = fields.requiredInt("attempt", 1, Integer.MAX_VALUE);
        String expectedId = PlacementDecision.idOf(taskId, attempt);
        if (!decisionId.equals(expectedId)) {
            // An event that names two attempts must not end the wrong one.
            throw fields.invalid("decisionId", Excerpt.of('"' + expectedId + '"'));
        }
        return new TaskEvent(
                decisionId,
                taskId,
                attempt,
                fields.requiredText("cell"),
                fields.requiredText("nodeId"),
                fields.requiredText("strategy"),
                DeviceShareCodec.readAll(fields),
                fields.requiredEnum("kind", KINDS),
                fields.requiredLong("atMillis", 0, Limits.TIME_MILLIS),
                fields.optionalProse("reason"));
    }
}
