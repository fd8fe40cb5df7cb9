package org.dsppo.jobs.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.jobs.emulator.EmulatorObserver;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;

/**
 * Joins decisions with what executors report about them, in whatever order the topics come. An
 * attempt of which nothing more is heard is lost once its task is decided about anew; its resources
 * count as free from the first report in which its node does not list it, or else from that
 * decision on.
 */
final class RunJoin {

    private static final class Attempt {
        final PlacementDecision decision;
        Long startedAtMillis;
        Long goneAtMillis;
        boolean over;

        Attempt(PlacementDecision decision) {
            this.decision = decision;
        }
    }

    private final EmulatorObserver observer;
    private final Map<String, Attempt> attempts = new HashMap<>();
    private final Set<Attempt> live = new LinkedHashSet<>();
    private final Map<String, List<TaskEvent>> early = new HashMap<>();
    private final Set<String> rejected = new HashSet<>();

    /**
     * @param observer is told what the join finds
     */
    RunJoin(EmulatorObserver observer) {
        this.observer = observer;
    }

    /** A record of the decisions topic. */
    void decided(PlacementDecision decision) {
        observer.decisionSeen(decision, decision.decidedAtMillis());
        if (decision.kind() == DecisionKind.ASSIGN) {
            Attempt attempt = new Attempt(decision);
            if (attempts.putIfAbsent(decision.decisionId(), attempt) == null) {
                live.add(attempt);
                lose(decision, decision.attempt());
                List<TaskEvent> waiting = early.remove(decision.decisionId());
                if (waiting != null) {
                    waiting.forEach(this::happened);
                }
            }
        } else if (decision.kind() == DecisionKind.REJECT && rejected.add(decision.decisionId())) {
            lose(decision, decision.attempt() + 1);
            observer.ended(
                    new ExecutedDecision(decision, decision.decidedAtMillis(), null, null, null));
        }
    }

    private void lose(PlacementDecision successor, int beforeAttempt) {
        for (int number = 1; number < beforeAttempt; number++) {
            Attempt attempt = attempts.get(PlacementDecision.idOf(successor.taskId(), number));
            if (attempt != null && !attempt.over) {
                long end =
                        attempt.goneAtMillis != null
                                ? attempt.goneAtMillis
                                : successor.decidedAtMillis();
                end(attempt, end, AttemptOutcome.LOST);
            }
        }
    }

    /** A record of the task-events topic. */
    void happened(TaskEvent event) {
        Attempt attempt = attempts.get(event.decisionId());
        if (attempt == null) {
            // Topics are read side by side: the decision is on its way.
            early.computeIfAbsent(event.decisionId(), id -> new ArrayList<>()).add(event);
        } else if (attempt.over) {
            return;
        } else if (event.kind() == TaskEventKind.STARTED) {
            attempt.startedAtMillis = event.atMillis();
            observer.started(attempt.decision, event.atMillis());
        } else {
            end(
                    attempt,
                    event.atMillis(),
                    event.kind() == TaskEventKind.FINISHED
                            ? AttemptOutcome.FINISHED
                            : AttemptOutcome.FAILED);
        }
    }

    /** A record of the telemetry topic. */
    void reported(NodeTelemetry report) {
        Set<String> listed = new HashSet<>();
        report.running().stream()
                .map(each -> PlacementDecision.idOf(each.taskId(), each.attempt()))
                .forEach(listed::add);
        for (Attempt attempt : live) {
            PlacementDecision decision = attempt.decision;
            if (attempt.startedAtMillis != null
                    && attempt.goneAtMillis == null
                    && decision.node().equals(report.nodeId())
                    && report.reportedAtMillis() >= attempt.startedAtMillis
                    && !listed.contains(decision.decisionId())) {
                attempt.goneAtMillis = report.reportedAtMillis();
            }
        }
    }

    private void end(Attempt attempt, long atMillis, AttemptOutcome outcome) {
        attempt.over = true;
        live.remove(attempt);
        Long startedAt = attempt.startedAtMillis;
        observer.ended(
                new ExecutedDecision(
                        attempt.decision,
                        attempt.decision.decidedAtMillis(),
                        startedAt == null ? null : startedAt.doubleValue(),
                        (double) atMillis,
                        outcome));
    }
}
