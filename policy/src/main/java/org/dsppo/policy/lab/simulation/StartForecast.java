package org.dsppo.policy.lab.simulation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import org.dsppo.policy.engine.EngineListener;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.engine.EngineStore;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.policy.engine.PlacementEngine;
import org.dsppo.policy.engine.TaskExplanation;
import org.dsppo.policy.engine.TaskPhase;
import org.dsppo.policy.engine.TaskState;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * Goes on from a moment of a running cell as if nothing more arrived, no node changed and every
 * attempt took as long as estimated: when would a waiting task start?
 */
public final class StartForecast {

    private static final int MOST_STEPS = 100_000;

    private final PlacementEngine engine;
    private final String cell;
    private final PriorityQueue<End> ends =
            new PriorityQueue<>(Comparator.comparingLong(End::atMillis));
    private long nowMillis;
    private String wanted;
    private OptionalLong startMillis = OptionalLong.empty();

    private record End(String taskId, int attempt, String node, String strategy, long atMillis) {}

    /**
     * @param cell the cell
     * @param tasks live tasks of the cell
     * @param nodes last reports of its nodes
     * @param nowMillis the moment
     */
    public StartForecast(
            Catalogue catalogue,
            String cell,
            PlacementPolicy policy,
            Collection<TaskState> tasks,
            Collection<NodeChanged> nodes,
            long nowMillis) {
        this.cell = cell;
        this.nowMillis = nowMillis;
        this.engine =
                new PlacementEngine(
                        cell,
                        EngineOptions.defaults().withoutWaitNotices(),
                        policy,
                        EngineStore.NONE,
                        new Executors());
        engine.useCatalogue(catalogue, nowMillis);
        engine.restore(nodes, List.of(), tasks, List.of(), List.of(), List.of(), nowMillis);
        for (TaskState task : tasks) {
            if (task.phase() == TaskPhase.ASSIGNED || task.phase() == TaskPhase.STARTED) {
                ends.add(
                        new End(
                                task.task().taskId(),
                                task.attempt(),
                                task.node(),
                                task.strategy(),
                                Math.max(nowMillis + 1, task.expectedEndMillis())));
            }
        }
    }

    /** Why a task waits; null if it is not in the queue. */
    public TaskExplanation explain(String taskId, int candidates) {
        return engine.explain(taskId, candidates, nowMillis);
    }

    /** When a waiting task would start; empty if it would not. To be asked once. */
    public OptionalLong startMillis(String taskId) {
        wanted = taskId;
        for (int step = 0; step < MOST_STEPS && startMillis.isEmpty(); step++) {
            engine.decide(nowMillis);
            long next = engine.nextTimerMillis();
            next = ends.isEmpty() ? next : Math.min(next, ends.peek().atMillis());
            if (next == Long.MAX_VALUE || engine.waiting() == 0) {
                break;
            }
            nowMillis = Math.max(nowMillis + 1, next);
            while (!ends.isEmpty() && ends.peek().atMillis() <= nowMillis) {
                end(ends.poll());
            }
            engine.advance(nowMillis);
        }
        return startMillis;
    }

    private void end(End end) {
        for (TaskEventKind kind : List.of(TaskEventKind.STARTED, TaskEventKind.FINISHED)) {
            engine.report(
                    new TaskEvent(
                            PlacementDecision.idOf(end.taskId(), end.attempt()),
                            end.taskId(),
                            end.attempt(),
                            cell,
                            end.node().substring(0, end.node().indexOf('/')),
                            end.node().substring(end.node().indexOf('/') + 1),
                            end.strategy(),
                            null,
                            kind,
                            nowMillis,
                            null),
                    nowMillis);
        }
    }

    /** Attempts as they would run. */
    private final class Executors implements EngineListener {

        @Override
        public void decided(PlacementDecision decision) {
            if (decision.kind() == DecisionKind.CANCEL) {
                ends.removeIf(end -> end.taskId().equals(decision.taskId()));
            }
        }

        @Override
        public void assigned(PlacementDecision decision, long transfer, double runtime) {
            long start = nowMillis + transfer;
            if (decision.taskId().equals(wanted)) {
                startMillis = OptionalLong.of(start);
            }
            ends.add(
                    new End(
                            decision.taskId(),
                            decision.attempt(),
                            decision.nodeName(),
                            decision.strategy(),
                            start + Math.max(1, Math.round(runtime))));
        }

        @Override
        public void conflicted(TaskSubmitted task) {
            throw new IllegalStateException("task " + task.taskId() + " is there twice");
        }
    }
}
