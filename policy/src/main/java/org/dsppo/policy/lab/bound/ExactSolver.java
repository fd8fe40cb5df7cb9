package org.dsppo.policy.lab.bound;

import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.dsppo.policy.lab.simulation.Workload;

/**
 * The paper's problem (equations 1 to 12) solved exactly, for workloads of at most 12 tasks on at
 * most 4 nodes: every task once, on one node with one strategy, without interruption, not before
 * its arrival, all arrivals known beforehand; the nodes' capacities hold at every instant.
 * Transfers and outages are left out.
 *
 * <p>Waiting and completion are sums over nodes, which affect each other only through who gets
 * which task: {@link ExactPartition} splits the tasks, {@link NodeSearch} schedules the sets it
 * asks for. Utilisation ties the nodes together through the last end; with a weight on it there is
 * one constraint program of all nodes, which proves the best of about five tasks and often not of
 * eight.
 */
public final class ExactSolver {

    private final double timeLimitSeconds;
    private final int workers;
    private final LongSupplier nanoClock;

    /**
     * @param timeLimitSeconds after which the best schedule found so far is returned
     * @param workers threads of the constraint solver
     * @param nanoClock measures wall time
     */
    public ExactSolver(double timeLimitSeconds, int workers, LongSupplier nanoClock) {
        this.timeLimitSeconds = timeLimitSeconds;
        this.workers = workers;
        this.nanoClock = nanoClock;
    }

    /**
     * A schedule with the least value of the objective.
     *
     * @throws IllegalArgumentException if the workload is too large, or has elastic strategies,
     *     withdrawals or tasks that fit nowhere
     * @throws BoundException if OR-tools cannot be used here, or finds no schedule in time
     */
    public ExactSchedule solve(Workload workload, ExactObjective objective) {
        ExactProblem problem = new ExactProblem(workload);
        ExactPartition.Result result =
                objective.perUtilisation() == 0
                        ? byNode(problem, objective)
                        : asOne(problem, objective);
        if (result == null) {
            throw new BoundException(
                    "no schedule of %s found within %s s, expected a longer limit"
                            .formatted(workload.name(), timeLimitSeconds));
        }
        return schedule(problem, result, objective);
    }

    private ExactPartition.Result byNode(ExactProblem problem, ExactObjective objective) {
        long started = nanoClock.getAsLong();
        return new ExactPartition(problem, ExactWeights.of(objective))
                .solve(() -> nanoClock.getAsLong() - started > timeLimitSeconds * 1e9);
    }

    private ExactPartition.Result asOne(ExactProblem problem, ExactObjective objective) {
        NativeSolver.load();
        ExactModel model = new ExactModel(problem);
        model.minimise(objective);
        CpSolver solver = new CpSolver();
        solver.getParameters().setMaxTimeInSeconds(timeLimitSeconds);
        solver.getParameters().setNumWorkers(workers);
        CpSolverStatus status = solver.solve(model.model());
        if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
            return null;
        }
        long[] starts = new long[problem.jobs.size()];
        ExactProblem.JobMode[] modes = new ExactProblem.JobMode[starts.length];
        for (int j = 0; j < starts.length; j++) {
            starts[j] = model.start(solver, j);
            modes[j] = problem.jobs.get(j).modes().get(model.chosen(solver, j));
        }
        return new ExactPartition.Result(starts, modes, status == CpSolverStatus.OPTIMAL);
    }

    private static ExactSchedule schedule(
            ExactProblem problem, ExactPartition.Result result, ExactObjective objective) {
        List<ExactSchedule.ScheduledJob> placements = new ArrayList<>();
        double completion = 0;
        double waiting = 0;
        double used = 0;
        double last = 0;
        for (int j = 0; j < problem.jobs.size(); j++) {
            ExactProblem.Job job = problem.jobs.get(j);
            ExactProblem.JobMode mode = result.modes()[j];
            long start = result.starts()[j];
            long end = start + mode.runtime();
            placements.add(
                    new ExactSchedule.ScheduledJob(
                            job.task().taskId(),
                            problem.nodes.get(mode.node()).nodeId(),
                            mode.strategy().id(),
                            problem.millis(start),
                            problem.millis(end)));
            completion += problem.millis(end - job.arrival());
            waiting += problem.millis(start - job.arrival());
            used += ExactModel.meanShare(problem, mode) * problem.millis(mode.runtime());
            last = Math.max(last, problem.millis(end));
        }
        completion /= placements.size();
        waiting /= placements.size();
        double utilisation = used / last / problem.nodes.size();
        return new ExactSchedule(
                placements,
                completion,
                waiting,
                utilisation,
                objective.value(completion, waiting, utilisation),
                result.proven());
    }
}
