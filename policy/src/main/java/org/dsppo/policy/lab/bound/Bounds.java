package org.dsppo.policy.lab.bound;

import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;

/**
 * Lower bounds on the average completion time of a workload, for every schedule that finishes all
 * its tasks with run times as estimated. Outages, transfers and priorities only make schedules
 * slower and are left out; withdrawn tasks and tasks that fit nowhere are not counted.
 */
public final class Bounds {

    private static final int STEPS = 4;

    private Bounds() {}

    /**
     * All bounds.
     *
     * @throws IllegalArgumentException if no task can run
     * @throws BoundException if OR-tools cannot be used here
     */
    public static BoundReport of(Workload workload, BoundOptions options, BoundProgress progress) {
        progress.at("shortest run times", 0, STEPS);
        BoundProblem problem = problem(workload);
        Bound shortest = shortest(problem, options);
        progress.at("length of a greedy schedule", 1, STEPS);
        CapacityBound capacity =
                new CapacityBound(problem, options, horizonMillis(workload, problem));
        progress.at("capacity LP, pooled", 2, STEPS);
        Bound pooled = capacity.pooled(shortest);
        progress.at("capacity LP, node configurations", 3, STEPS);
        Bound withConfigurations = capacity.withConfigurations(pooled);
        progress.at("bounds", STEPS, STEPS);
        return new BoundReport(problem.tasks().size(), shortest, pooled, withConfigurations);
    }

    /**
     * Only the mean of the shortest run times (LB0), which takes no solver.
     *
     * @throws IllegalArgumentException if no task can run
     */
    public static Bound shortestRuntime(Workload workload) {
        return shortest(problem(workload), BoundOptions.defaults());
    }

    private static BoundProblem problem(Workload workload) {
        BoundProblem problem = BoundProblemCompiler.compile(workload);
        if (problem.tasks().isEmpty()) {
            throw new IllegalArgumentException(
                    "workload %s has no task that can run, expected at least one"
                            .formatted(workload.name()));
        }
        return problem;
    }

    private static Bound shortest(BoundProblem problem, BoundOptions options) {
        long started = options.nanoClock().getAsLong();
        double average = ShortestRuntimeBound.averageMillis(problem);
        double millis = (options.nanoClock().getAsLong() - started) / 1e6;
        return new Bound(average, "shortest run times", true, null, millis, "");
    }

    /** A good schedule has started its last task by about then: when greedy has, and a bit more. */
    private static double horizonMillis(Workload workload, BoundProblem problem) {
        Workload undisturbed = Workload.of(workload.name(), workload.catalogue(), workload.tasks());
        double lastStart = 0;
        for (ExecutedDecision executed :
                Simulator.run(undisturbed, Baselines.named("greedy")).decisions()) {
            lastStart = Math.max(lastStart, executed.decidedAtMillis());
        }
        double longest = 0;
        for (BoundTask task : problem.tasks()) {
            longest =
                    Math.max(
                            longest,
                            problem.shortestRuntimeMillis(task.group()) * task.runtimeScale());
        }
        return lastStart + 2 * longest;
    }
}
