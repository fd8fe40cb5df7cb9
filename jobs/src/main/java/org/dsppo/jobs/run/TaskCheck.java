package org.dsppo.jobs.run;

import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** Looks at a task with the reader's eyes before it is sent. */
public final class TaskCheck {

    private TaskCheck() {}

    /**
     * The task itself.
     *
     * @throws UserErrorException if the job would make a dead letter of it
     */
    public static TaskSubmitted require(TaskSubmitted task) {
        require(TaskMessage.of(task));
        return task;
    }

    /** The same for a message of either kind. */
    public static TaskMessage require(TaskMessage message) {
        try {
            MessageCodecs.TASK_MESSAGE.decode(MessageCodecs.TASK_MESSAGE.encode(message));
            return message;
        } catch (InvalidMessageException e) {
            throw new UserErrorException(e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(e.getMessage(), e);
        }
    }
}
