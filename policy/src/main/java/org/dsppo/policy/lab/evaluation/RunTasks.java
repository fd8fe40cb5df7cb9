package org.dsppo.policy.lab.evaluation;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** The tasks of a run and what they could run with. Deliberately not the engine's own code. */
public final class RunTasks {

    private final Map<String, Task> byId = new LinkedHashMap<>();
    private final Map<String, NodeSpec> nodes = new HashMap<>();
    private final Map<String, String> cellOfCluster = new HashMap<>();
    private final Set<String> cancelled = new HashSet<>();
    private double earliestMillis = Double.POSITIVE_INFINITY;

    private RunTasks() {}

    /** A task with the strategies it may use. */
    record Task(TaskSubmitted submission, List<ExecutionStrategy> strategies) {}

    static RunTasks of(Catalogue catalogue, List<TaskMessage> messages) {
        RunTasks tasks = new RunTasks();
        catalogue.nodes().forEach(node -> tasks.nodes.put(node.nodeId(), node));
        catalogue
                .clusters()
                .forEach(cluster -> tasks.cellOfCluster.put(cluster.id(), cluster.cell()));
        for (TaskMessage message : messages) {
            if (message.cancelled() != null) {
                tasks.cancelled.add(message.taskId());
            } else {
                TaskSubmitted submission = message.submitted();
                List<ExecutionStrategy> strategies =
                        submission.strategies() != null
                                ? submission.strategies()
                                : catalogue
                                        .classes()
                                        .getOrDefault(submission.taskClass(), List.of());
                tasks.byId.putIfAbsent(submission.taskId(), new Task(submission, strategies));
                tasks.earliestMillis =
                        Math.min(tasks.earliestMillis, submission.submittedAtMillis());
            }
        }
        return tasks;
    }

    int size() {
        return byId.size();
    }

    int cancelled() {
        return cancelled.size();
    }

    boolean isCancelled(String taskId) {
        return cancelled.contains(taskId);
    }

    double earliestMillis() {
        return earliestMillis;
    }

    Collection<Task> all() {
        return byId.values();
    }

    /** The task of that name, or null. */
    Task byId(String taskId) {
        return byId.get(taskId);
    }

    /** The submission of a task, or null if there is no such task. */
    public TaskSubmitted submission(String taskId) {
        Task task = byId.get(taskId);
        return task == null ? null : task.submission();
    }

    /** The node of that name, or null. */
    NodeSpec node(String nodeId) {
        return nodes.get(nodeId);
    }

    /** The strategy a decision names for its node, or null. */
    ExecutionStrategy strategy(PlacementDecision decision) {
        NodeSpec node = nodes.get(decision.node());
        return byId.get(decision.taskId()).strategies().stream()
                .filter(strategy -> strategy.id().equals(decision.strategy()))
                .filter(strategy -> selects(strategy, node))
                .findFirst()
                .orElse(null);
    }

    /** What an attempt held, by resource name; empty if its strategy is unknown. */
    Map<String, Double> demand(ExecutedDecision executed) {
        PlacementDecision decision = executed.decision();
        ExecutionStrategy strategy = nodes.containsKey(decision.node()) ? strategy(decision) : null;
        if (strategy == null) {
            return Map.of();
        }
        if (decision.share() == null || strategy.elastic() == null) {
            return strategy.demand();
        }
        Map<String, Double> demand = new HashMap<>(strategy.demand());
        demand.put(strategy.elastic().resource(), decision.share());
        return demand;
    }

    /** True if some strategy of the task fits on some empty node of its cell. */
    boolean feasible(Task task) {
        String cell = TaskMessage.of(task.submission()).cell();
        return task.strategies().stream()
                .anyMatch(
                        strategy ->
                                nodes.values().stream()
                                        .anyMatch(
                                                node ->
                                                        cell.equals(
                                                                        cellOfCluster.get(
                                                                                node.cluster()))
                                                                && selects(strategy, node)
                                                                && fits(strategy, node)));
    }

    private static boolean selects(ExecutionStrategy strategy, NodeSpec node) {
        return node.labels().entrySet().containsAll(strategy.nodeSelector().entrySet());
    }

    private static boolean fits(ExecutionStrategy strategy, NodeSpec node) {
        return strategy.demand().entrySet().stream()
                .allMatch(
                        wanted ->
                                wanted.getValue()
                                        <= node.capacity().getOrDefault(wanted.getKey(), 0.0)
                                                + 1e-9);
    }
}
