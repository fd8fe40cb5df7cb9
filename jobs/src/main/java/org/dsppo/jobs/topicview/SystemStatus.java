package org.dsppo.jobs.topicview;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodec;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskMessage;

/** What the topics of a running system tell, from some time on. */
public final class SystemStatus {

    private final Map<String, TaskHistory> tasks = new HashMap<>();
    private final Map<String, NodeTelemetry> nodes = new TreeMap<>();
    private long deadLetters;
    private long undecodable;

    private SystemStatus() {}

    /**
     * Reads the topics to their present ends.
     *
     * @param onlyTask the one task of interest, or null for all tasks, nodes and dead letters
     */
    public static SystemStatus read(
            Properties connection, Topics topics, long sinceEpochMillis, String onlyTask) {
        SystemStatus status = new SystemStatus();
        TopicScan scan = new TopicScan(connection);
        scan.read(topics.name(Topic.TASKS), sinceEpochMillis, each -> status.task(each, onlyTask));
        scan.read(
                topics.name(Topic.DECISIONS),
                sinceEpochMillis,
                each -> status.decision(each, onlyTask));
        scan.read(
                topics.name(Topic.TASK_EVENTS),
                sinceEpochMillis,
                each -> status.event(each, onlyTask));
        if (onlyTask == null) {
            scan.read(topics.name(Topic.TELEMETRY), sinceEpochMillis, status::report);
            scan.read(
                    topics.name(Topic.DEAD_LETTERS),
                    sinceEpochMillis,
                    each -> status.deadLetters++);
        }
        return status;
    }

    private void task(ConsumerRecord<String, byte[]> each, String only) {
        TaskMessage message = decode(each, MessageCodecs.TASK_MESSAGE);
        if (message != null && isWanted(message.taskId(), only)) {
            history(message.taskId()).add(message);
        }
    }

    private void decision(ConsumerRecord<String, byte[]> each, String only) {
        PlacementDecision decision = decode(each, MessageCodecs.PLACEMENT_DECISION);
        if (decision != null
                && decision.kind() != DecisionKind.EPOCH
                && isWanted(decision.taskId(), only)) {
            history(decision.taskId()).add(decision);
        }
    }

    private void event(ConsumerRecord<String, byte[]> each, String only) {
        TaskEvent event = decode(each, MessageCodecs.TASK_EVENT);
        if (event != null && isWanted(event.taskId(), only)) {
            history(event.taskId()).add(event);
        }
    }

    private void report(ConsumerRecord<String, byte[]> each) {
        NodeTelemetry report = decode(each, MessageCodecs.NODE_TELEMETRY);
        if (report != null) {
            nodes.merge(
                    report.name(),
                    report,
                    (old, next) -> next.reportedAtMillis() >= old.reportedAtMillis() ? next : old);
        }
    }

    private <T> T decode(ConsumerRecord<String, byte[]> each, MessageCodec<T> codec) {
        try {
            return codec.decode(each.value());
        } catch (InvalidMessageException e) {
            undecodable++;
            return null;
        }
    }

    private static boolean isWanted(String taskId, String only) {
        return only == null || only.equals(taskId);
    }

    private TaskHistory history(String taskId) {
        return tasks.computeIfAbsent(taskId, id -> new TaskHistory());
    }

    /** The history of a task; empty if nothing was read about it. */
    public TaskHistory of(String taskId) {
        return tasks.getOrDefault(taskId, new TaskHistory());
    }

    /** Number of tasks in each state, every state listed. */
    public Map<TaskHistory.State, Integer> taskCounts() {
        Map<TaskHistory.State, Integer> counts = new EnumMap<>(TaskHistory.State.class);
        for (TaskHistory.State state : TaskHistory.State.values()) {
            counts.put(state, 0);
        }
        tasks.values().forEach(task -> counts.merge(task.state(), 1, Integer::sum));
        return counts;
    }

    /** The newest report of every node. */
    public Map<String, NodeTelemetry> nodes() {
        return nodes;
    }

    public long deadLetters() {
        return deadLetters;
    }

    /** Records that could not be read. */
    public long undecodable() {
        return undecodable;
    }
}
