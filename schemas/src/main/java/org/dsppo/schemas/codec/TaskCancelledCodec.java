package org.dsppo.schemas.codec;

import org.dsppo.schemas.task.TaskCancelled;

/** Reads {@link TaskCancelled}. */
final class TaskCancelledCodec {
    private TaskCancelledCodec() {}

    static TaskCancelled read(JsonObjectReader fields) throws InvalidMessageException {
        return new TaskCancelled(
                fields.requiredText("taskId"),
                fields.requiredLong("cancelledAtMillis", 0, Limits.TIME_MILLIS),
                fields.optionalText("cell"));
    }
}
