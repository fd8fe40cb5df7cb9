package org.dsppo.jobs.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dsppo.policy.lab.evaluation.Violation;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * The reference executor: stands for all devices of a catalogue. Carries decisions out in wall time
 * divided by the speed, reports what happens, and holds every node's resources itself, so that a
 * scheduler that oversubscribes one is found out.
 *
 * <p>Plain logic without a thread or a clock: the caller passes epoch milliseconds that never fall
 * and calls {@link #advance} when {@link #nextDueMillis} is reached. An emulated run ends exactly
 * when its time is up, even if {@code advance} comes a little late.
 */
public final class DeviceEmulator {

    private static final long SEEN_RETENTION_MILLIS = Duration.ofHours(1).toMillis();

    private final EmulatorOptions options;
    private final EmulatorOutput output;
    private final EmulatorObserver observer;
    private final TaskCatalogue catalogue;
    private final AttemptFailures failures;
    private final Map<String, EmulatedNode> nodes = new LinkedHashMap<>();
    private final Map<String, TaskSubmitted> tasks = new HashMap<>();
    private final Map<String, List<PlacementDecision>> early = new HashMap<>();
    private final Map<String, EmulatedAttempt> running = new LinkedHashMap<>();
    private final Map<String, Integer> liveAttempts = new HashMap<>();
    private final DecisionFilter filter = new DecisionFilter(SEEN_RETENTION_MILLIS);
    private final EmulatorTimers timers = new EmulatorTimers();

    /**
     * @throws IllegalArgumentException if a disturbance names a node that the catalogue lacks
     */
    DeviceEmulator(
            Catalogue catalogue,
            EmulatorOptions options,
            EmulatorOutput output,
            EmulatorObserver observer,
            long nowMillis) {
        this.options = options;
        this.output = output;
        this.observer = observer;
        this.catalogue = new TaskCatalogue(catalogue);
        this.failures = new AttemptFailures(options.failureShare(), options.seed());
        int position = 0;
        int count = catalogue.nodes().size();
        for (NodeSpec spec : catalogue.nodes()) {
            EmulatedNode node = new EmulatedNode(spec, this.catalogue.space(), nowMillis);
            nodes.put(spec.nodeId(), node);
            // Spread over the interval, as those of real devices are.
            long offset = options.heartbeatMillis() * position++ / count;
            timers.schedule(nowMillis + offset, at -> heartbeat(node, at));
        }
        for (NodeDisturbance disturbance : options.disturbances()) {
            if (!nodes.containsKey(disturbance.nodeId())) {
                throw new IllegalArgumentException(
                        "node %s is none of catalogue %s, expected one like %s"
                                .formatted(
                                        disturbance.nodeId(),
                                        catalogue.name(),
                                        nodes.keySet().iterator().next()));
            }
        }
    }

    /** Starts the clock that disturbances go by. */
    void beginTrace(long epochMillis) {
        for (NodeDisturbance disturbance : options.disturbances()) {
            EmulatedNode node = nodes.get(disturbance.nodeId());
            timers.schedule(
                    wallMillis(epochMillis, disturbance.fromMillis()),
                    at -> disturb(node, disturbance.kind(), at));
            if (disturbance.toMillis() != NodeDisturbance.NEVER) {
                timers.schedule(
                        wallMillis(epochMillis, disturbance.toMillis()),
                        at -> recover(node, disturbance.kind(), at));
            }
        }
    }

    private long wallMillis(long epochMillis, double traceMillis) {
        return epochMillis + Math.round(traceMillis / options.speed());
    }

    /** Does everything that is due. */
    void advance(long nowMillis) {
        timers.fire(nowMillis);
    }

    /** When {@link #advance} is wanted next, epoch milliseconds. */
    long nextDueMillis() {
        return timers.nextMillis();
    }

    /** A task was submitted: decisions only name it. */
    void submitted(TaskSubmitted task, long nowMillis) {
        tasks.putIfAbsent(task.taskId(), task);
        observer.submissionSeen(task);
        List<PlacementDecision> waiting = early.remove(task.taskId());
        if (waiting != null) {
            waiting.forEach(decision -> assign(decision, nowMillis));
        }
    }

    /** A record of the decisions topic. */
    void decided(int partition, PlacementDecision decision, long nowMillis) {
        advance(nowMillis);
        observer.decisionSeen(decision, nowMillis);
        if (!filter.accepts(partition, decision, nowMillis)) {
            return;
        }
        switch (decision.kind()) {
            case ASSIGN -> assign(decision, nowMillis);
            case CANCEL -> cancel(decision, nowMillis);
            case REJECT -> reject(decision);
            default -> {}
        }
    }

    private void assign(PlacementDecision decision, long nowMillis) {
        TaskSubmitted task = tasks.get(decision.taskId());
        if (task == null) {
            // Topics are read side by side: the submission is on its way.
            early.computeIfAbsent(decision.taskId(), id -> new ArrayList<>()).add(decision);
            return;
        }
        EmulatedNode node = nodes.get(decision.node());
        if (node == null) {
            refuse(decision, "unknown_node", "no such node", nowMillis);
            return;
        }
        if (!node.isServing()) {
            end(decision, null, decision.decidedAtMillis(), AttemptOutcome.LOST);
            return;
        }
        Optional<Strategy> strategy = catalogue.strategy(decision, task, node.spec);
        if (strategy.isEmpty()) {
            refuse(decision, "strategy_not_for_node", decision.strategy(), nowMillis);
            return;
        }
        accept(decision, task, node, strategy.get(), nowMillis);
    }

    private void refuse(PlacementDecision decision, String kind, String detail, long nowMillis) {
        observer.violated(new Violation(kind, decision.taskId(), decision.node() + ": " + detail));
        output.send(TaskEvent.of(decision, TaskEventKind.FAILED, nowMillis, kind + ": " + detail));
        end(decision, null, decision.decidedAtMillis(), AttemptOutcome.FAILED);
    }

    private void accept(
            PlacementDecision decision,
            TaskSubmitted task,
            EmulatedNode node,
            Strategy strategy,
            long nowMillis) {
        EmulatedAttempt attempt =
                new EmulatedAttempt(decision, node, strategy.demandAt(decision.share()));
        running.put(decision.decisionId(), attempt);
        node.attempts.add(attempt);
        node.hold(attempt.demand)
                .ifPresent(
                        excess ->
                                observer.violated(
                                        new Violation("over_capacity", decision.node(), excess)));
        if (liveAttempts.merge(decision.taskId(), 1, Integer::sum) > 1) {
            observer.violated(
                    new Violation(
                            "attempts_overlap", decision.taskId(), "with " + decision.attempt()));
        }
        long arrival =
                wallMillis(
                        decision.decidedAtMillis(),
                        catalogue.transferMillis(task, decision.cluster()));
        double runtime = strategy.exactRuntimeMillis(task.runtimeScale(), decision.share());
        if (arrival <= nowMillis) {
            start(attempt, runtime, nowMillis);
        } else {
            timers.schedule(arrival, at -> start(attempt, runtime, at));
        }
    }

    private void start(EmulatedAttempt attempt, double runtimeMillis, long atMillis) {
        if (attempt.over) {
            return;
        }
        attempt.startedAtMillis = atMillis;
        observer.started(attempt.decision, atMillis);
        output.send(attempt.event(TaskEventKind.STARTED, atMillis, null));
        double brokenOff = failures.failsAfter(attempt.decision.decisionId());
        boolean fails = brokenOff < 1;
        long end = wallMillis(atMillis, fails ? brokenOff * runtimeMillis : runtimeMillis);
        timers.schedule(Math.max(end, atMillis + 1), at -> finish(attempt, fails, at));
    }

    private void finish(EmulatedAttempt attempt, boolean failed, long atMillis) {
        if (attempt.over) {
            return;
        }
        release(attempt, atMillis, failed ? AttemptOutcome.FAILED : AttemptOutcome.FINISHED);
        if (!failed) {
            tasks.remove(attempt.decision.taskId());
        }
        output.send(
                failed
                        ? attempt.event(TaskEventKind.FAILED, atMillis, "failed on request")
                        : attempt.event(TaskEventKind.FINISHED, atMillis, null));
    }

    private void cancel(PlacementDecision decision, long nowMillis) {
        List<PlacementDecision> waiting = early.get(decision.taskId());
        if (waiting != null) {
            waiting.removeIf(each -> each.decisionId().equals(decision.decisionId()));
        }
        EmulatedAttempt attempt = running.get(decision.decisionId());
        if (attempt != null) {
            release(attempt, nowMillis, AttemptOutcome.CANCELLED);
            String reason = decision.reason() == null ? "cancelled" : decision.reason();
            output.send(attempt.event(TaskEventKind.FAILED, nowMillis, reason));
        }
    }

    private void reject(PlacementDecision decision) {
        tasks.remove(decision.taskId());
        observer.ended(
                new ExecutedDecision(decision, decision.decidedAtMillis(), null, null, null));
    }

    private void heartbeat(EmulatedNode node, long atMillis) {
        report(node, atMillis);
        timers.schedule(atMillis + options.heartbeatMillis(), at -> heartbeat(node, at));
    }

    private void report(EmulatedNode node, long atMillis) {
        if (!node.dead && !node.muted) {
            output.send(node.report(atMillis));
        }
    }

    private void disturb(EmulatedNode node, NodeDisturbance.Kind kind, long atMillis) {
        switch (kind) {
            case FAIL -> {
                node.dead = true;
                lose(node, atMillis);
            }
            case DRAIN -> {
                node.draining = true;
                report(node, atMillis);
            }
            case LOSE_HEARTBEATS -> {
                node.muted = true;
                long fenceAt = node.lastReportMillis + options.fenceMillis();
                timers.schedule(Math.max(fenceAt, atMillis), at -> fence(node, at));
            }
        }
    }

    private void fence(EmulatedNode node, long atMillis) {
        if (node.muted && atMillis >= node.lastReportMillis + options.fenceMillis()) {
            node.fenced = true;
            lose(node, atMillis);
        }
    }

    private void recover(EmulatedNode node, NodeDisturbance.Kind kind, long atMillis) {
        switch (kind) {
            case FAIL -> node.dead = false;
            case DRAIN -> node.draining = false;
            case LOSE_HEARTBEATS -> {
                node.muted = false;
                node.fenced = false;
            }
        }
        report(node, atMillis);
    }

    private void lose(EmulatedNode node, long atMillis) {
        for (EmulatedAttempt attempt : List.copyOf(node.attempts)) {
            release(attempt, atMillis, AttemptOutcome.LOST);
        }
    }

    private void release(EmulatedAttempt attempt, long atMillis, AttemptOutcome outcome) {
        attempt.over = true;
        attempt.node.attempts.remove(attempt);
        attempt.node.release(attempt.demand);
        running.remove(attempt.decision.decisionId());
        liveAttempts.computeIfPresent(
                attempt.decision.taskId(), (id, live) -> live == 1 ? null : live - 1);
        end(attempt.decision, attempt.startedAtMillis, atMillis, outcome);
    }

    private void end(
            PlacementDecision decision, Long startedAt, long endedAt, AttemptOutcome outcome) {
        if (decision.kind() != DecisionKind.ASSIGN) {
            throw new IllegalStateException("an attempt ends by " + decision);
        }
        observer.ended(
                new ExecutedDecision(
                        decision,
                        decision.decidedAtMillis(),
                        startedAt == null ? null : startedAt.doubleValue(),
                        (double) endedAt,
                        outcome));
    }
}
