package org.dsppo.jobs.topicview;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** What was submitted, as far as the topic of tasks reaches back. */
public final class Submissions {

    private Submissions() {}

    /** The first submission under every name. */
    public static Map<String, TaskSubmitted> read(Properties connection, Topics topics) {
        Map<String, TaskSubmitted> submitted = new LinkedHashMap<>();
        new TopicScan(connection)
                .read(
                        topics.name(Topic.TASKS),
                        TopicScan.FROM_START,
                        each -> {
                            TaskMessage message = decode(each.value());
                            if (message != null && message.submitted() != null) {
                                submitted.putIfAbsent(message.taskId(), message.submitted());
                            }
                        });
        return submitted;
    }

    private static TaskMessage decode(byte[] value) {
        try {
            return MessageCodecs.TASK_MESSAGE.decode(value);
        } catch (InvalidMessageException e) {
            // The job makes a dead letter of it: nothing was submitted.
            return null;
        }
    }
}
