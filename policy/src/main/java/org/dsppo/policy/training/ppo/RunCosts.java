package org.dsppo.policy.training.ppo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/**
 * What a run cost as time went by, in milliseconds of all tasks together: the waiting integral, and
 * the excess of each attempt's time in place over the task's shortest run time, charged when it was
 * dispatched. By Little's law both together grow to the sum of completion times, less the shortest
 * run times that no policy avoids.
 */
public final class RunCosts {

    private final double[] times;
    private final double[] waitingBefore;
    private final int[] waitingFrom;
    private final double[] dispatches;
    private final double[] excessUpTo;
    private final Map<String, List<ExecutedDecision>> byTask = new HashMap<>();
    private final Map<String, TaskSubmitted> submissions = new HashMap<>();
    private final SimulationResult run;
    private double completionMillis;
    private int finished;

    private record Turn(double atMillis, int change) {}

    /**
     * Adds up a run.
     *
     * @param run of one cell
     */
    public RunCosts(SimulationResult run) {
        this.run = run;
        for (TaskMessage message : run.workload().tasks()) {
            if (message.submitted() != null) {
                submissions.putIfAbsent(message.taskId(), message.submitted());
            }
        }
        List<Turn> turns = new ArrayList<>();
        List<ExecutedDecision> assigned =
                run.decisions().stream()
                        .filter(each -> each.decision().kind() == DecisionKind.ASSIGN)
                        .toList();
        for (ExecutedDecision each : assigned) {
            byTask.computeIfAbsent(each.decision().taskId(), id -> new ArrayList<>()).add(each);
        }
        dispatches = new double[assigned.size()];
        excessUpTo = new double[assigned.size()];
        double excess = 0;
        for (int i = 0; i < assigned.size(); i++) {
            ExecutedDecision each = assigned.get(i);
            excess += excess(each);
            dispatches[i] = each.decidedAtMillis();
            excessUpTo[i] = excess;
        }
        byTask.forEach((taskId, attempts) -> follow(submissions.get(taskId), attempts, turns));
        turns.sort(java.util.Comparator.comparingDouble(Turn::atMillis));
        times = new double[turns.size()];
        waitingBefore = new double[turns.size()];
        waitingFrom = new int[turns.size()];
        add(turns);
    }

    private void follow(TaskSubmitted task, List<ExecutedDecision> attempts, List<Turn> turns) {
        double from = task.submittedAtMillis();
        for (ExecutedDecision each : attempts) {
            turns.add(new Turn(from, 1));
            turns.add(new Turn(Math.max(from, each.decidedAtMillis()), -1));
            from = each.finishedAtMillis();
            if (each.outcome() == AttemptOutcome.FINISHED) {
                completionMillis += from - task.submittedAtMillis();
                finished++;
            }
        }
    }

    private void add(List<Turn> turns) {
        double integral = 0;
        int waiting = 0;
        for (int i = 0; i < turns.size(); i++) {
            times[i] = turns.get(i).atMillis();
            integral += i == 0 ? 0 : waiting * (times[i] - times[i - 1]);
            waiting += turns.get(i).change();
            waitingBefore[i] = integral;
            waitingFrom[i] = waiting;
        }
    }

    /** Time in place of an attempt beyond the shortest run time its task could have had. */
    double excess(ExecutedDecision attempt) {
        double inPlace = attempt.finishedAtMillis() - attempt.decidedAtMillis();
        return attempt.outcome() == AttemptOutcome.FINISHED
                ? inPlace - shortest(submissions.get(attempt.decision().taskId()))
                : inPlace;
    }

    private double shortest(TaskSubmitted task) {
        List<ExecutionStrategy> strategies =
                task.strategies() != null
                        ? task.strategies()
                        : run.workload().catalogue().classes().get(task.taskClass());
        double shortest = Double.POSITIVE_INFINITY;
        for (ExecutionStrategy each : strategies) {
            shortest = Math.min(shortest, each.runtimeMillis());
        }
        return shortest * task.runtimeScale();
    }

    /** Waiting of all tasks up to a time, milliseconds. */
    double waiting(double untilMillis) {
        int at = last(times, untilMillis);
        return at < 0 ? 0 : waitingBefore[at] + waitingFrom[at] * (untilMillis - times[at]);
    }

    double waiting() {
        return times.length == 0 ? 0 : waitingBefore[times.length - 1];
    }

    /** Excess of all attempts dispatched up to a time. */
    double excess(double untilMillis) {
        int at = last(dispatches, untilMillis);
        return at < 0 ? 0 : excessUpTo[at];
    }

    double excess() {
        return dispatches.length == 0 ? 0 : excessUpTo[dispatches.length - 1];
    }

    private static int last(double[] sorted, double upTo) {
        int at = Arrays.binarySearch(sorted, upTo);
        if (at < 0) {
            return -at - 2;
        }
        while (at + 1 < sorted.length && sorted[at + 1] == upTo) {
            at++;
        }
        return at;
    }

    /** Attempts of a task, the first dispatched first. */
    List<ExecutedDecision> attempts(String taskId) {
        return byTask.getOrDefault(taskId, List.of());
    }

    /** All attempts in the order of dispatch. */
    List<ExecutedDecision> attempts() {
        return run.decisions();
    }

    TaskSubmitted submission(String taskId) {
        return submissions.get(taskId);
    }

    /** When the last task arrives. */
    double lastArrivalMillis() {
        return submissions.values().stream()
                .mapToLong(TaskSubmitted::submittedAtMillis)
                .max()
                .orElse(0);
    }

    /** Mean time from submission to end of the tasks that finished. */
    public double meanCompletionMillis() {
        return completionMillis / Math.max(1, finished);
    }

    /** Mean of the shortest run times. */
    double meanShortestMillis() {
        return submissions.values().stream().mapToDouble(this::shortest).average().orElse(1);
    }

    int tasks() {
        return submissions.size();
    }
}
