package org.dsppo.jobs.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.dsppo.jobs.console.RunFailedException;
import org.dsppo.jobs.emulator.EmulatorObserver;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * Gets a system going before a run is measured: waits until the job knows the catalogue and every
 * node, by tasks that fill a node each, then sends tasks of all classes until code is compiled and
 * connections are open. Those are not shorter than they must be: a policy remembers how long tasks
 * were, and would take the run's for unusually long ones. The run starts with empty nodes.
 */
public final class WarmUp implements EmulatorObserver {

    private static final String ID_PREFIX = "warm-up-";
    private static final int PROBE_ROUNDS = 5;
    private static final long PROBE_WALL_MILLIS = 1000;
    private static final long FIRST_DECISION_SECONDS = 90;
    private static final long ROUND_SECONDS = 30;
    private static final int CLASS_TASKS = 400;
    private static final long LONGEST_WALL_MILLIS = 3000;
    private static final long PAUSE_MILLIS = 5;

    private final Catalogue catalogue;
    private final double speed;
    private final TaskSender sender;
    private final Runnable health;
    private final Set<String> open = new HashSet<>();
    private final Set<String> nodes = new HashSet<>();
    private int sent;

    /**
     * @param health throws if there is no point in waiting any longer
     */
    public WarmUp(Catalogue catalogue, double speed, TaskSender sender, Runnable health) {
        this.catalogue = catalogue;
        this.speed = speed;
        this.sender = sender;
        this.health = health;
    }

    /** True for a task that is not part of the run. */
    static boolean owns(String taskId) {
        return taskId != null && taskId.startsWith(ID_PREFIX);
    }

    /**
     * Returns when the system is ready.
     *
     * @throws RunFailedException if it does not get there
     */
    public void run() throws InterruptedException {
        for (int round = 0; round < PROBE_ROUNDS && nodesSeen() < allNodes(); round++) {
            catalogue.nodes().forEach(this::probe);
            sender.flush();
            await(() -> nodesSeen() > 0, FIRST_DECISION_SECONDS, "the job decided nothing");
            await(this::isSettled, ROUND_SECONDS, "tasks that should take a second did not end");
        }
        if (nodesSeen() < allNodes()) {
            throw new RunFailedException(
                    "the job used %d of %d nodes while warming up; it took the others for lost"
                            .formatted(nodesSeen(), allNodes()));
        }
        for (TaskMessage task : classTasks()) {
            send(task);
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        sender.flush();
        await(this::isSettled, ROUND_SECONDS, "tasks of all classes did not end");
    }

    private int allNodes() {
        // Nodes without any capacity cannot be probed.
        return (int) catalogue.nodes().stream().filter(node -> !demand(node).isEmpty()).count();
    }

    private static Map<String, Double> demand(NodeSpec node) {
        return node.capacity().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void probe(NodeSpec node) {
        if (demand(node).isEmpty()) {
            return;
        }
        ExecutionStrategy whole =
                new ExecutionStrategy(
                        "whole-node",
                        node.labels(),
                        demand(node),
                        Math.max(1, Math.round(PROBE_WALL_MILLIS * speed)),
                        null);
        send(task("probe", 1, cellOf(node), List.of(whole)));
    }

    private String cellOf(NodeSpec node) {
        return catalogue.clusters().stream()
                .filter(cluster -> cluster.id().equals(node.cluster()))
                .findFirst()
                .orElseThrow()
                .cell();
    }

    private List<TaskMessage> classTasks() {
        Workload classes =
                WorkloadGenerator.generate(catalogue, WorkloadRecipe.uniform(CLASS_TASKS), 0);
        List<TaskMessage> tasks = new ArrayList<>();
        for (TaskMessage each : classes.tasks()) {
            String taskClass = each.submitted().taskClass();
            long longest =
                    catalogue.classes().get(taskClass).stream()
                            .mapToLong(ExecutionStrategy::runtimeMillis)
                            .max()
                            .orElse(1);
            double scale = Math.min(1, LONGEST_WALL_MILLIS * speed / Math.max(1, longest));
            tasks.add(task(taskClass, scale, null, null));
        }
        return tasks;
    }

    private TaskMessage task(
            String taskClass, double scale, String cell, List<ExecutionStrategy> strategies) {
        return TaskMessage.of(
                new TaskSubmitted(
                        ID_PREFIX + sent++,
                        System.currentTimeMillis(),
                        taskClass,
                        0,
                        scale,
                        null,
                        null,
                        0,
                        cell,
                        null,
                        strategies));
    }

    private void send(TaskMessage task) {
        synchronized (this) {
            open.add(task.taskId());
        }
        sender.send(task);
    }

    private void await(BooleanSupplier condition, long seconds, String otherwise)
            throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            health.run();
            if (System.nanoTime() > deadline) {
                throw new RunFailedException(
                        "warm-up: %s within %d s".formatted(otherwise, seconds));
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private synchronized int nodesSeen() {
        return nodes.size();
    }

    private synchronized boolean isSettled() {
        return open.isEmpty();
    }

    @Override
    public synchronized void started(PlacementDecision decision, long atMillis) {
        if (owns(decision.taskId())) {
            nodes.add(decision.nodeName());
        }
    }

    @Override
    public synchronized void ended(ExecutedDecision executed) {
        PlacementDecision decision = executed.decision();
        boolean rejected = decision.kind() == DecisionKind.REJECT;
        if (owns(decision.taskId())
                && (rejected || executed.outcome() != null && executed.startedAtMillis() != null)) {
            open.remove(decision.taskId());
        }
    }
}
