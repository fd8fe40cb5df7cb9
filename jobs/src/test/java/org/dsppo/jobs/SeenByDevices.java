package org.dsppo.jobs;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.dsppo.jobs.emulator.EmulatorObserver;
import org.dsppo.policy.lab.evaluation.Violation;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;

/** Collects what the emulated devices are told and do; written by their thread, read by tests. */
final class SeenByDevices implements EmulatorObserver {

    private final Queue<PlacementDecision> decisions = new ConcurrentLinkedQueue<>();
    private final Queue<PlacementDecision> started = new ConcurrentLinkedQueue<>();
    private final Queue<ExecutedDecision> ended = new ConcurrentLinkedQueue<>();
    private final Queue<Violation> violations = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> finished = new ConcurrentHashMap<>();
    private final Set<String> rejected = ConcurrentHashMap.newKeySet();

    @Override
    public void decisionSeen(PlacementDecision decision, long atMillis) {
        decisions.add(decision);
        if (decision.kind() == DecisionKind.REJECT) {
            rejected.add(decision.taskId());
        }
    }

    @Override
    public void started(PlacementDecision decision, long atMillis) {
        started.add(decision);
    }

    @Override
    public void ended(ExecutedDecision executed) {
        ended.add(executed);
        if (executed.outcome() == AttemptOutcome.FINISHED) {
            finished.merge(executed.decision().taskId(), 1, Integer::sum);
        }
    }

    @Override
    public void violated(Violation violation) {
        violations.add(violation);
    }

    /** How often each task ran to its end. */
    Map<String, Integer> finished() {
        return Map.copyOf(finished);
    }

    /** Number of tasks that ran to their end. */
    int finishedTasks() {
        return finished.size();
    }

    /** Tasks that were rejected. */
    Set<String> rejected() {
        return Set.copyOf(rejected);
    }

    /** Rules that the scheduler broke, as the devices see it. */
    Collection<Violation> violations() {
        return List.copyOf(violations);
    }

    /** All decision records of a task, repeated ones included. */
    Collection<PlacementDecision> decisionsOn(String taskId) {
        return decisions.stream().filter(each -> taskId.equals(each.taskId())).toList();
    }

    /** Tasks that there is a decision of this kind about. */
    Set<String> told(DecisionKind kind) {
        return decisions.stream()
                .filter(each -> each.kind() == kind)
                .map(PlacementDecision::taskId)
                .collect(Collectors.toSet());
    }

    /** Epochs that decisions carry: one per run of the job. */
    Set<Long> epochs() {
        return decisions.stream().map(PlacementDecision::epoch).collect(Collectors.toSet());
    }

    /** Nodes that the given tasks started on, by task. */
    Map<String, String> nodesOf(Collection<String> taskIds) {
        return started.stream()
                .filter(each -> taskIds.contains(each.taskId()))
                .collect(Collectors.toMap(PlacementDecision::taskId, PlacementDecision::node));
    }

    @Override
    public String toString() {
        return "%d decisions, %d started, %d ended, %d finished, violations %s"
                .formatted(
                        decisions.size(),
                        started.size(),
                        ended.size(),
                        finished.size(),
                        violations);
    }
}
