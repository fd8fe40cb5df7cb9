package org.dsppo.operators.training;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.operators.state.LiveReturnState;
import org.dsppo.operators.state.SegmentReturnState;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.learned.features.FeatureSchema;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.rollout.RolloutSegment;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** What live rollouts came to, to hold against what the simulator says of the same time. */
public final class LiveReturns {

    private static final int MOST_SEGMENTS = 64;

    private final String policy;
    private final int mostAge;
    private final Deque<SegmentReturnState> segments;

    /** Why a segment is of no use. */
    public enum Dropped {
        /** It is of another policy. */
        POLICY,
        /** Its features mean something else. */
        FEATURES,
        /** Its version is too old. */
        AGE,
        /** Its decisions were made at random, which the simulator does not repeat. */
        EXPLORED,
        /** It holds no span of time in which something was placed. */
        EMPTY
    }

    /**
     * @param policy name of the policy that is trained
     * @param mostAge by how much a version may be lower than the active one
     */
    public LiveReturns(String policy, int mostAge, LiveReturnState state) {
        this.policy = policy;
        this.mostAge = mostAge;
        this.segments = new ArrayDeque<>(state.segments());
    }

    /** All that is needed to go on. */
    public LiveReturnState state() {
        return new LiveReturnState(List.copyOf(segments));
    }

    /**
     * Takes a segment in, and lets go of what has become too old.
     *
     * @param segment on the clock of the trace
     * @return why it is of no use, null if it is
     */
    public Dropped add(RolloutSegment segment, int activeVersion) {
        segments.removeIf(each -> each.version() < activeVersion - mostAge);
        Dropped why = useless(segment, activeVersion);
        if (why == null) {
            segments.addLast(returnOf(segment));
            if (segments.size() > MOST_SEGMENTS) {
                segments.removeFirst();
            }
        }
        return why;
    }

    private Dropped useless(RolloutSegment segment, int activeVersion) {
        if (!segment.policy().equals(policy)) {
            return Dropped.POLICY;
        }
        if (segment.featureVersion() != FeatureSchema.VERSION) {
            return Dropped.FEATURES;
        }
        if (segment.version() < activeVersion - mostAge) {
            return Dropped.AGE;
        }
        for (float each : segment.logProbabilities()) {
            if (each != 0) {
                return Dropped.EXPLORED;
            }
        }
        return returnOf(segment).placed() == 0 ? Dropped.EMPTY : null;
    }

    /** The last decision ends the span of time; what was decided at that time is left out. */
    private static SegmentReturnState returnOf(RolloutSegment segment) {
        long[] times = segment.decidedAtMillis();
        int last = times.length - 1;
        int placed = 0;
        double cost = 0;
        for (int i = 0; i <= last && times[i] < times[last]; i++) {
            placed += segment.actions()[i] >= 0 ? 1 : 0;
            cost -= segment.waitingRewards()[i] + segment.runtimeRewards()[i];
        }
        return new SegmentReturnState(
                segment.cell(),
                segment.version(),
                last < 0 ? 0 : times[0],
                last < 0 ? 0 : times[last],
                placed,
                cost);
    }

    /**
     * Compares the segments of a version with a run of it in the simulator.
     *
     * @param warmMillis part at the beginning of the stretch that is left out, since the simulator
     *     began it with nothing to do
     * @return null if there is no such segment
     */
    public LiveComparison compare(
            Stretch stretch, SimulationResult run, int version, long warmMillis) {
        Map<String, TaskSubmitted> tasks = new HashMap<>();
        for (TaskMessage message : stretch.workload().tasks()) {
            tasks.putIfAbsent(message.taskId(), message.submitted());
        }
        long last =
                stretch.workload().tasks().get(stretch.workload().tasks().size() - 1).atMillis();
        int compared = 0;
        int placed = 0;
        double live = 0;
        Simulated simulated = new Simulated();
        for (SegmentReturnState segment : segments) {
            long from = segment.fromMillis() - stretch.startMillis();
            long to = segment.toMillis() - stretch.startMillis();
            if (segment.version() == version && from >= warmMillis && to <= last) {
                compared++;
                placed += segment.placed();
                live += segment.costMillis();
                simulated.add(stretch, run, tasks, segment.cell(), from, to);
            }
        }
        if (compared == 0 || simulated.placed == 0) {
            return null;
        }
        double shortest = simulated.shortestMillis / simulated.placed;
        return new LiveComparison(
                compared,
                placed,
                shortest + live / placed,
                shortest + simulated.costMillis / simulated.placed);
    }

    /** What decisions cost in spans of a simulated run. */
    private static final class Simulated {
        private int placed;
        private double costMillis;
        private double shortestMillis;

        void add(
                Stretch stretch,
                SimulationResult run,
                Map<String, TaskSubmitted> tasks,
                String cell,
                double from,
                double to) {
            Map<String, Double> waitsFrom = new HashMap<>();
            for (ExecutedDecision each : run.decisions()) {
                TaskSubmitted task = tasks.get(each.decision().taskId());
                if (each.decision().kind() != DecisionKind.ASSIGN
                        || !each.decision().cell().equals(cell)) {
                    continue;
                }
                double waits =
                        waitsFrom.getOrDefault(task.taskId(), (double) task.submittedAtMillis());
                double decided = each.decidedAtMillis();
                costMillis += Math.max(0, Math.min(decided, to) - Math.max(waits, from));
                if (each.finishedAtMillis() != null) {
                    waitsFrom.put(task.taskId(), each.finishedAtMillis());
                }
                if (decided >= from && decided < to) {
                    placed++;
                    add(stretch, task, each);
                }
            }
        }

        /** By estimates, as live. */
        private void add(Stretch stretch, TaskSubmitted task, ExecutedDecision attempt) {
            List<ExecutionStrategy> strategies =
                    task.strategies() != null
                            ? task.strategies()
                            : stretch.workload().catalogue().classes().get(task.taskClass());
            double shortest = Double.POSITIVE_INFINITY;
            double chosen = 0;
            for (ExecutionStrategy each : strategies) {
                double runtime = each.runtimeMillis() * task.runtimeScale();
                shortest = Math.min(shortest, runtime);
                chosen = each.id().equals(attempt.decision().strategy()) ? runtime : chosen;
            }
            double transfer =
                    attempt.startedAtMillis() == null
                            ? 0
                            : attempt.startedAtMillis() - attempt.decidedAtMillis();
            costMillis += transfer + chosen - shortest;
            shortestMillis += shortest;
        }
    }
}
