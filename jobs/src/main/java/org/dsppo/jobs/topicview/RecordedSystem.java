package org.dsppo.jobs.topicview;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.policy.engine.TaskPhase;
import org.dsppo.policy.engine.TaskState;
import org.dsppo.policy.resource.Quantity;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.codec.CatalogueEntries;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodec;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.decision.PolicyReference;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** The scheduler's state as far as its topics tell, put together again. */
public final class RecordedSystem {

    private static final long SILENT_MILLIS = 15_000;

    private final Map<String, CatalogueEntry> entries = new LinkedHashMap<>();
    private final Map<String, TaskSubmitted> tasks = new LinkedHashMap<>();
    private final Map<String, PlacementDecision> latest = new HashMap<>();
    private final Map<String, Map<TaskEventKind, TaskEvent>> events = new HashMap<>();
    private final Map<String, NodeTelemetry> nodes = new LinkedHashMap<>();
    private PolicyReference policy;
    private long decidedAtMillis;

    /** Reads the topics from a time to their present ends. */
    public static RecordedSystem read(Properties connection, Topics topics, long sinceEpochMillis) {
        RecordedSystem system = new RecordedSystem();
        TopicScan scan = new TopicScan(connection);
        scan.read(topics.name(Topic.CATALOGUE), TopicScan.FROM_START, system::catalogueEntry);
        scan.read(topics.name(Topic.TASKS), sinceEpochMillis, system::task);
        scan.read(topics.name(Topic.DECISIONS), sinceEpochMillis, system::decision);
        scan.read(topics.name(Topic.TASK_EVENTS), sinceEpochMillis, system::event);
        scan.read(topics.name(Topic.TELEMETRY), sinceEpochMillis, system::report);
        return system;
    }

    private void catalogueEntry(ConsumerRecord<String, byte[]> each) {
        if (each.value() == null) {
            entries.remove(each.key());
            return;
        }
        CatalogueEntry entry = decode(each, MessageCodecs.CATALOGUE_ENTRY);
        if (entry != null) {
            entries.put(entry.key(), entry);
        }
    }

    private void task(ConsumerRecord<String, byte[]> each) {
        TaskMessage message = decode(each, MessageCodecs.TASK_MESSAGE);
        if (message != null && message.submitted() != null) {
            tasks.putIfAbsent(message.taskId(), message.submitted());
        }
    }

    private void decision(ConsumerRecord<String, byte[]> each) {
        PlacementDecision decision = decode(each, MessageCodecs.PLACEMENT_DECISION);
        if (decision == null || decision.taskId() == null) {
            return;
        }
        if (decision.policy() != null && decision.decidedAtMillis() >= decidedAtMillis) {
            decidedAtMillis = decision.decidedAtMillis();
            policy = decision.policy();
        }
        if (decision.kind() == DecisionKind.ASSIGN || decision.kind() == DecisionKind.REJECT) {
            // Readers act on the first record of a decision.
            latest.merge(
                    decision.taskId(),
                    decision,
                    (old, next) -> next.attempt() > old.attempt() ? next : old);
        }
    }

    private void event(ConsumerRecord<String, byte[]> each) {
        TaskEvent event = decode(each, MessageCodecs.TASK_EVENT);
        if (event != null) {
            events.computeIfAbsent(event.decisionId(), id -> new HashMap<>())
                    .putIfAbsent(event.kind(), event);
        }
    }

    private void report(ConsumerRecord<String, byte[]> each) {
        NodeTelemetry report = decode(each, MessageCodecs.NODE_TELEMETRY);
        if (report != null) {
            nodes.put(report.nodeId(), report);
        }
    }

    private static <T> T decode(ConsumerRecord<String, byte[]> each, MessageCodec<T> codec) {
        try {
            return codec.decode(each.value());
        } catch (InvalidMessageException e) {
            // The job makes a dead letter of it.
            return null;
        }
    }

    /**
     * The catalogue in force.
     *
     * @throws UserErrorException if there is none
     */
    public Catalogue catalogue() {
        return CatalogueEntries.assemble(entries.values())
                .orElseThrow(
                        () ->
                                new UserErrorException(
                                        "the topic of the catalogue holds none that is complete,"
                                                + " expected one: ./dsppo catalogue publish"));
    }

    /** A submission, or null. */
    public TaskSubmitted task(String taskId) {
        return tasks.get(taskId);
    }

    /** All submissions, in the order they were read. */
    public List<TaskSubmitted> submissions() {
        return List.copyOf(tasks.values());
    }

    /** The latest ASSIGN or REJECT of a task, or null. */
    public PlacementDecision decisionOf(String taskId) {
        return latest.get(taskId);
    }

    /** An event of the attempt that a decision is about, or null. */
    public TaskEvent event(PlacementDecision decision, TaskEventKind kind) {
        return events.getOrDefault(decision.decisionId(), Map.of()).get(kind);
    }

    /** Who decided last, or null if nobody did. */
    public PolicyReference policy() {
        return policy;
    }

    public static String cellOf(TaskSubmitted task) {
        return TaskMessage.of(task).cell();
    }

    /** Last reports of a cell's nodes; one that has been silent gets nothing new. */
    public List<NodeChanged> nodes(Catalogue catalogue, String cell, long nowMillis) {
        Map<String, String> cells = new HashMap<>();
        for (ClusterSpec cluster : catalogue.clusters()) {
            cells.put(cluster.id(), cluster.cell());
        }
        List<NodeChanged> reports = new ArrayList<>();
        for (NodeTelemetry node : nodes.values()) {
            if (cell.equals(cells.getOrDefault(node.cluster(), "default"))) {
                reports.add(
                        new NodeChanged(
                                node.nodeId(),
                                node.cluster(),
                                cell,
                                node.labels(),
                                node.capacity(),
                                node.devices(),
                                node.used(),
                                node.running(),
                                condition(node, nowMillis),
                                node.reportedAtMillis(),
                                Map.of()));
            }
        }
        return reports;
    }

    private static NodeCondition condition(NodeTelemetry node, long nowMillis) {
        if (!node.healthy() || nowMillis - node.reportedAtMillis() > SILENT_MILLIS) {
            return NodeCondition.SUSPECT;
        }
        return node.draining() ? NodeCondition.DRAINING : NodeCondition.UP;
    }

    /** Tasks of a cell that wait or run. */
    public List<TaskState> liveTasks(Catalogue catalogue, String cell) {
        List<TaskState> live = new ArrayList<>();
        for (TaskSubmitted task : tasks.values()) {
            if (cell.equals(cellOf(task))) {
                TaskState state = state(catalogue, task, latest.get(task.taskId()));
                if (state != null) {
                    live.add(state);
                }
            }
        }
        return live;
    }

    private TaskState state(Catalogue catalogue, TaskSubmitted task, PlacementDecision decision) {
        if (decision == null) {
            return waiting(task, 1);
        }
        boolean over =
                decision.kind() == DecisionKind.REJECT
                        || event(decision, TaskEventKind.FINISHED) != null;
        if (over) {
            return null;
        }
        if (event(decision, TaskEventKind.FAILED) != null) {
            return waiting(task, decision.attempt() + 1);
        }
        ExecutionStrategy strategy = strategy(catalogue, task, decision.strategy());
        TaskEvent started = event(decision, TaskEventKind.STARTED);
        long begin = started == null ? decision.decidedAtMillis() : started.atMillis();
        long runtime =
                strategy == null ? 0 : Math.round(strategy.runtimeMillis() * task.runtimeScale());
        Map<String, Long> reserved = new HashMap<>();
        if (strategy != null) {
            strategy.demand().forEach((name, amount) -> reserved.put(name, Quantity.of(amount)));
        }
        return new TaskState(
                task,
                decision.attempt(),
                0,
                0,
                List.of(),
                started == null ? TaskPhase.ASSIGNED : TaskPhase.STARTED,
                decision.node(),
                decision.strategy(),
                reserved,
                decision.devices(),
                decision.decidedAtMillis(),
                started == null ? 0 : started.atMillis(),
                begin + runtime,
                Long.MAX_VALUE,
                false,
                0,
                0,
                0,
                null,
                task.submittedAtMillis());
    }

    private static TaskState waiting(TaskSubmitted task, int attempt) {
        return new TaskState(
                task,
                attempt,
                0,
                0,
                List.of(),
                TaskPhase.WAITING,
                null,
                null,
                null,
                null,
                0,
                0,
                0,
                0,
                false,
                0,
                0,
                0,
                null,
                task.submittedAtMillis());
    }

    private static ExecutionStrategy strategy(
            Catalogue catalogue, TaskSubmitted task, String strategyId) {
        List<ExecutionStrategy> listed =
                task.strategies() != null
                        ? task.strategies()
                        : catalogue.classes().getOrDefault(task.taskClass(), List.of());
        return listed.stream()
                .filter(each -> each.id().equals(strategyId))
                .findFirst()
                .orElse(null);
    }
}
