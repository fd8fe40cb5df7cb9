package org.dsppo.policy.bound;

import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import java.util.ArrayList;
import java.util.List;
import org.dsppo.policy.simulation.Workload;

/**
 * The paper's problem (equations 1 to 12) solved exactly, for workloads of at most 12 tasks on at
 * most 4 nodes: every task once, on one node with one strategy, without interruption, not before
 * its arrival, all arrivals known beforehand; the nodes' capacities hold at every instant.
 * Transfers and outages are left out.
 */
public final class ExactSolver {

    private final double timeLimitSeconds;
    private final int workers;

    /**
     * @param timeLimitSeconds after which the best schedule found so far is returned
     * @param workers threads of the solver
     */
    public ExactSolver(double timeLimitSeconds, int workers) {
        this.timeLimitSeconds = timeLimitSeconds;
        this.workers = workers;
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
        NativeSolver.load();
        ExactModel model = new ExactModel(problem, objective);
        CpSolver solver = new CpSolver();
        solver.getParameters().setMaxTimeInSeconds(timeLimitSeconds);
        solver.getParameters().setNumWorkers(workers);
        CpSolverStatus status = solver.solve(model.model());
        if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
            throw new BoundException(
                    "no schedule of %s within %s s: %s"
                            .formatted(workload.name(), timeLimitSeconds, status));
        }
        return schedule(problem, model, solver, objective, status == CpSolverStatus.OPTIMAL);
    }

    private static ExactSchedule schedule(
            ExactProblem problem,
            ExactModel model,
            CpSolver solver,
            ExactObjective objective,
            boolean proven) {
        List<ExactSchedule.Placement> placements = new ArrayList<>();
        double completion = 0;
        double waiting = 0;
        double used = 0;
        double last = 0;
        for (int j = 0; j < problem.jobs.size(); j++) {
            ExactProblem.Job job = problem.jobs.get(j);
            int chosen = model.chosen(solver, j);
            ExactProblem.Choice choice = job.choices().get(chosen);
            long start = model.start(solver, j);
            long end = start + choice.runtime();
            placements.add(
                    new ExactSchedule.Placement(
                            job.task().taskId(),
                            problem.nodes.get(choice.node()).nodeId(),
                            choice.strategy().id(),
                            problem.millis(start),
                            problem.millis(end)));
            completion += problem.millis(end - job.arrival());
            waiting += problem.millis(start - job.arrival());
            used += ExactModel.meanShare(problem, choice) * problem.millis(choice.runtime());
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
                proven);
    }
}
