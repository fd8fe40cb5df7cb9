package org.dsppo.policy.lab.bound;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.List;

/**
 * The time-indexed linear program whose dual values price the capacity. Time is counted in steps of
 * the grid. Tasks of a group that arrive in one interval are one quantity; they start at once or
 * join those that wait and start at a grid point. Per mode and interval:
 *
 * <ul>
 *   <li>running(t) - running(t-1) = what starts and ends, spread over the interval by overlap
 *   <li>demand x running, summed over a pool's modes, is at most the pool's capacity, per resource
 *   <li>running is at most nodes x how many fit on one (integrality cap)
 *   <li>running of big items is at most what a mixture of node configurations holds
 * </ul>
 *
 * <p>Its optimum is not the bound: {@link PricedTasks} evaluates the prices with each task's own
 * arrival and run time, so here means and rounding do no harm beyond a slightly lower bound.
 */
final class CapacityProgram {

    private final BoundProblem problem;
    private final TimeGrid grid;
    private final List<NodeConfigurations> configurations;
    private final MPSolver solver;
    private final ArrivalTable arrivals;
    private final MPConstraint[][] balance;
    private final MPVariable[][] running;
    private final MPConstraint[][][] pooled;
    private final MPConstraint[][][] held;

    /**
     * @param configurations of each pool
     */
    CapacityProgram(BoundProblem problem, TimeGrid grid, List<NodeConfigurations> configurations) {
        NativeSolver.load();
        this.problem = problem;
        this.grid = grid;
        this.configurations = configurations;
        this.solver = MPSolver.createSolver("GLOP");
        if (solver == null) {
            throw new BoundException("OR-tools has no solver GLOP here, expected a build with it");
        }
        this.arrivals = new ArrivalTable(problem, grid);
        this.balance = new MPConstraint[problem.modes().size()][grid.steps()];
        this.running = new MPVariable[problem.modes().size()][grid.steps()];
        this.pooled = new MPConstraint[problem.pools().size()][][];
        this.held = new MPConstraint[problem.pools().size()][][];
        solver.objective().setMinimization();
        addRunning();
        for (int group = 0; group < problem.groups().size(); group++) {
            addStarts(group);
        }
        for (int pool = 0; pool < problem.pools().size(); pool++) {
            addPooled(pool);
            addConfigurations(pool);
        }
    }

    /**
     * Prices, or null when the time limit passed.
     *
     * @param limitMillis time that the solver may take
     */
    CapacityPrices solve(long limitMillis) {
        solver.setTimeLimit(Math.max(1, limitMillis));
        MPSolver.ResultStatus status = solver.solve();
        if (status != MPSolver.ResultStatus.OPTIMAL) {
            return null;
        }
        return new PriceReader(this).read();
    }

    void close() {
        solver.delete();
    }

    private void addRunning() {
        for (Mode mode : problem.modes()) {
            double most = (double) problem.pools().get(mode.pool()).nodes() * mode.perNode();
            for (int t = 0; t < grid.steps(); t++) {
                running[mode.index()][t] = solver.makeNumVar(0, most, "");
                MPConstraint row = solver.makeConstraint(0, 0, "");
                row.setCoefficient(running[mode.index()][t], 1);
                if (t > 0) {
                    row.setCoefficient(running[mode.index()][t - 1], -1);
                }
                balance[mode.index()][t] = row;
            }
        }
    }

    private void addStarts(int group) {
        MPVariable stayed = null;
        MPVariable joined = null;
        double shortest = steps(problem.shortestRuntimeMillis(group)) * arrivals.scale(group);
        for (int t = 0; t < grid.steps(); t++) {
            double stay = t + 1 < grid.steps() ? 1 : 1 + shortest;
            if (stayed != null || joined != null) {
                MPConstraint queue = solver.makeConstraint(0, 0, "");
                addTo(queue, stayed, -1);
                addTo(queue, joined, -1);
                for (Mode mode : problem.groups().get(group)) {
                    queue.setCoefficient(start(mode, t), 1);
                }
                stayed = cost(stay);
                queue.setCoefficient(stayed, 1);
            }
            double count = arrivals.count(group, t);
            joined = null;
            if (count > 0) {
                double offset = arrivals.meanOffset(group, t);
                MPConstraint arrived = solver.makeConstraint(count, count, "");
                for (Mode mode : problem.groups().get(group)) {
                    arrived.setCoefficient(start(mode, t + offset), 1);
                }
                joined = cost(stay - offset);
                arrived.setCoefficient(joined, 1);
            }
        }
    }

    private MPVariable start(Mode mode, double position) {
        double runtime = steps(mode.runtimeMillis()) * arrivals.scale(mode.group());
        MPVariable start = cost(runtime);
        int first = (int) position;
        int last = (int) (position + runtime);
        double begin = position - first;
        double end = position + runtime - last;
        double[] change = new double[last - first < 2 ? 4 : 2];
        change[0] = begin - 1;
        change[1] = -begin;
        if (last - first < 2) {
            // Start and end share an interval, whose coefficient must be set once.
            change[last - first] += 1 - end;
            change[last - first + 1] += end;
        } else {
            addTo(mode, last, start, 1 - end);
            addTo(mode, last + 1, start, end);
        }
        for (int i = 0; i < change.length; i++) {
            addTo(mode, first + i, start, change[i]);
        }
        return start;
    }

    private void addTo(Mode mode, int t, MPVariable variable, double coefficient) {
        if (t < grid.steps() && coefficient != 0) {
            balance[mode.index()][t].setCoefficient(variable, coefficient);
        }
    }

    private static void addTo(MPConstraint row, MPVariable variable, double coefficient) {
        if (variable != null) {
            row.setCoefficient(variable, coefficient);
        }
    }

    private MPVariable cost(double cost) {
        MPVariable variable = solver.makeNumVar(0, Double.POSITIVE_INFINITY, "");
        solver.objective().setCoefficient(variable, cost);
        return variable;
    }

    private double steps(double millis) {
        return millis / grid.stepMillis();
    }

    private void addPooled(int index) {
        ClusterPool pool = problem.pools().get(index);
        pooled[index] = new MPConstraint[pool.capacity().length][];
        for (int kind = 0; kind < pool.capacity().length; kind++) {
            int wanted = kind;
            List<Mode> users =
                    problem.modes().stream()
                            .filter(mode -> mode.pool() == index)
                            .filter(mode -> mode.demand().amountOf(wanted) > 0)
                            .toList();
            if (users.size() < 2) {
                // The integrality cap of a single mode says more.
                continue;
            }
            pooled[index][kind] = new MPConstraint[grid.steps()];
            for (int t = 0; t < grid.steps(); t++) {
                MPConstraint row = solver.makeConstraint(0, pool.nodes(), "");
                for (Mode mode : users) {
                    row.setCoefficient(
                            running[mode.index()][t],
                            (double) mode.demand().amountOf(kind) / pool.capacity()[kind]);
                }
                pooled[index][kind][t] = row;
            }
        }
    }

    private void addConfigurations(int index) {
        NodeConfigurations fitting = configurations.get(index);
        int items = fitting.items().size();
        held[index] = new MPConstraint[items][grid.steps()];
        for (int t = 0; t < grid.steps() && items > 0; t++) {
            MPConstraint nodes = solver.makeConstraint(0, problem.pools().get(index).nodes(), "");
            for (int item = 0; item < items; item++) {
                MPConstraint row = solver.makeConstraint(Double.NEGATIVE_INFINITY, 0, "");
                for (Mode mode : fitting.items().get(item).modes()) {
                    row.setCoefficient(running[mode.index()][t], 1);
                }
                held[index][item][t] = row;
            }
            for (int[] counts : fitting.maximal()) {
                MPVariable share = cost(0);
                nodes.setCoefficient(share, 1);
                for (int item = 0; item < items; item++) {
                    if (counts[item] > 0) {
                        held[index][item][t].setCoefficient(share, -counts[item]);
                    }
                }
            }
        }
    }

    BoundProblem problem() {
        return problem;
    }

    TimeGrid grid() {
        return grid;
    }

    List<NodeConfigurations> configurations() {
        return configurations;
    }

    /** Price of the integrality cap of a mode. */
    double capPrice(Mode mode, int t) {
        return Math.max(0, -running[mode.index()][t].reducedCost());
    }

    /** Price of a resource of a pool as a share of a node. */
    double sharePrice(int pool, int kind, int t) {
        MPConstraint[] rows = pooled[pool][kind];
        return rows == null ? 0 : Math.max(0, -rows[t].dualValue());
    }

    /** Price of a big item of a pool. */
    double itemPrice(int pool, int item, int t) {
        return Math.max(0, -held[pool][item][t].dualValue());
    }
}
