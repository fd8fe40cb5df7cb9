package org.dsppo.schemas.codec;

import org.dsppo.schemas.task.TaskSubmitted;

/** Reads {@link TaskSubmitted}. */
final class TaskSubmittedCodec {
    private TaskSubmittedCodec() {}

    static TaskSubmitted read(JsonObjectReader fields) throws InvalidMessageException {
        return new TaskSubmitted(
                fields.requiredText("taskId"),
                fields.requiredLong("submittedAtMillis", 0, Limits.TIME_MILLIS),
                fields.requiredText("taskClass"),
                fields.intOr("priority", 0, -Limits.PRIORITY, Limits.PRIORITY),
                fields.numberOr("runtimeScale", 1.0, Limits.FACTOR),
                fields.optionalLong("deadlineAtMillis", 0, Limits.TIME_MILLIS),
                fields.optionalText("origin"),
                fields.longOr("inputBytes", 0, 0, Limits.INPUT_BYTES),
                fields.optionalText("cell"),
                fields.optionalText("tenant"),
                fields.has("strategies")
                        ? ExecutionStrategyCodec.readAll(fields, "strategies")
                        : null,
                fields.optionalObject("payload", PayloadCodec::read));
    }
}
