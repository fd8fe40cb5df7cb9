package org.dsppo.schemas.codec;

import org.dsppo.schemas.task.TaskMessage;

/** Tells submissions and cancellations apart by their time field; writes what is inside. */
final class TaskMessageCodec {
    private TaskMessageCodec() {}

    static TaskMessage read(JsonObjectReader fields) throws InvalidMessageException {
        return fields.has("cancelledAtMillis") && !fields.has("submittedAtMillis")
                ? TaskMessage.of(TaskCancelledCodec.read(fields))
                : TaskMessage.of(TaskSubmittedCodec.read(fields));
    }

    static Object content(TaskMessage message) {
        return message.submitted() != null ? message.submitted() : message.cancelled();
    }
}
