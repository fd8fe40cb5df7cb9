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
import org.dsppo.operators.placement.TraceTime;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.policy.engine.TaskPhase;
import org.dsppo.policy.engine.TaskState;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
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

    private final PublishedCatalogue published = new PublishedCatalogue();
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
        scan.read(topics.name(Topic.CATALOGUE), TopicScan.FROM_START, system.published::add);
        system.readTasks(scan, topics, sinceEpochMillis);
        scan.read(topics.name(Topic.TELEMETRY), sinceEpochMillis, system::report);
        return system;
    }

    /** Reads all that the topics hold about tasks, and nothing else. */
    public static RecordedSystem ofTasks(Properties connection, Topics topics) {
        RecordedSystem system = new RecordedSystem();
        system.readTasks(new TopicScan(connection), topics, TopicScan.FROM_START);
        return system;
    }

    private void readTasks(TopicScan scan, Topics topics, long sinceEpochMillis) {
        scan.read(topics.name(Topic.TASKS), sinceEpochMillis, this::task);
        scan.read(topics.name(Topic.DECISIONS), sinceEpochMillis, this::decision);
        scan.read(topics.name(Topic.TASK_EVENTS), sinceEpochMillis, this::event);
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
            nodes.put(report.name(), report);
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
        return published.require();
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

    /**
     * Last reports of a cell's nodes, on the clock of the trace; one that has been silent gets
     * nothing new.
     */
    public List<NodeChanged> nodes(
            Catalogue catalogue, String cell, long nowMillis, TraceTime time) {
        Map<String, String> cells = new HashMap<>();
        for (ClusterSpec cluster : catalogue.clusters()) {
            cells.put(cluster.id(), cluster.cell());
        }
        List<NodeChanged> reports = new ArrayList<>();
        for (NodeTelemetry node : nodes.values()) {
            if (cell.equals(cells.getOrDefault(node.cluster(), "default"))) {
                reports.add(
                        time.of(
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
                                        Map.of())));
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

    /** Tasks of a cell that wait or run, on the clock of the trace, as run times are. */
    public List<TaskState> liveTasks(Catalogue catalogue, String cell, TraceTime time) {
        List<TaskState> live = new ArrayList<>();
        for (TaskSubmitted task : tasks.values()) {
            if (cell.equals(cellOf(task))) {
                TaskState state = state(catalogue, task, latest.get(task.taskId()), time);
                if (state != null) {
                    live.add(state);
                }
            }
        }
        return live;
    }

    /** True if a task ran to its end or was rejected. */
    public boolean isOver(String taskId) {
        return isOver(latest.get(taskId));
    }

    private boolean isOver(PlacementDecision decision) {
        return decision != null
                && (decision.kind() == DecisionKind.REJECT
                        || event(decision, TaskEventKind.FINISHED) != null);
    }

    /** Tasks of all cells that wait or run. */
    public List<OpenTask> openTasks() {
        List<OpenTask> open = new ArrayList<>();
        for (TaskSubmitted task : tasks.values()) {
            PlacementDecision decision = latest.get(task.taskId());
            if (!isOver(decision)) {
                boolean waits = decision == null || event(decision, TaskEventKind.FAILED) != null;
                open.add(new OpenTask(task, waits ? null : decision));
            }
        }
        return open;
    }

    private TaskState state(
            Catalogue catalogue, TaskSubmitted onWall, PlacementDecision decision, TraceTime time) {
        TaskSubmitted task = time.of(onWall);
        if (decision == null) {
            return waiting(task, 1);
        }
        if (isOver(decision)) {
            return null;
        }
        if (event(decision, TaskEventKind.FAILED) != null) {
            return waiting(task, decision.attempt() + 1);
        }
        ResourceSpace space = new ResourceSpace(catalogue.resources());
        Strategy strategy = strategy(catalogue, task, decision.strategy(), space);
        TaskEvent started = event(decision, TaskEventKind.STARTED);
        long decidedAt = time.of(decision.decidedAtMillis());
        long startedAt = started == null ? 0 : time.of(started.atMillis());
        long begin = started == null ? decidedAt : startedAt;
        Double share = decision.share();
        long runtime = strategy == null ? 0 : strategy.runtimeMillis(task.runtimeScale(), share);
        Map<String, Long> reserved =
                strategy == null ? Map.of() : strategy.demandAt(share).toMillionths(space);
        return new TaskState(
                task,
                decision.attempt(),
                0,
                0,
                List.of(),
                started == null ? TaskPhase.ASSIGNED : TaskPhase.STARTED,
                decision.nodeName(),
                decision.strategy(),
                reserved,
                decision.devices(),
                decidedAt,
                startedAt,
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

    private static Strategy strategy(
            Catalogue catalogue, TaskSubmitted task, String strategyId, ResourceSpace space) {
        List<ExecutionStrategy> listed =
                task.strategies() != null
                        ? task.strategies()
                        : catalogue.classes().getOrDefault(task.taskClass(), List.of());
        return listed.stream()
                .filter(each -> each.id().equals(strategyId))
                .filter(each -> space.names().containsAll(each.demand().keySet()))
                .map(each -> new Strategy(each, 0, space))
                .findFirst()
                .orElse(null);
    }
}
