package org.dsppo.policy.lab.bound;

import java.util.List;

/**
 * The Lagrangian bound at given prices.
 *
 * <p>In any feasible schedule the tasks that run on a node at one instant fit on it, so what they
 * pay for their places is at most what the node can earn. Over all nodes and time, payments are at
 * most the capacity value V. Hence sum of completion times >= sum of (completion time + payment) -
 * V, and each task's share of that sum is at least its least over all modes and all starts from its
 * arrival on. This holds for every schedule, online or offline, and for any prices that are not
 * negative; each task enters with its own arrival and run time, so nothing is rounded. The minimum
 * over starts is exact: prices are constant between grid points, so the sum is piecewise linear in
 * the start and least where it starts at arrival, or starts or ends at a grid point.
 */
final class PricedTasks {

    private final BoundProblem problem;
    private final TimeGrid grid;
    private final double[][] paidUntil;

    PricedTasks(BoundProblem problem, CapacityPrices prices) {
        this.problem = problem;
        this.grid = prices.grid();
        this.paidUntil = new double[problem.modes().size()][grid.steps() + 1];
        for (int mode = 0; mode < paidUntil.length; mode++) {
            for (int step = 0; step < grid.steps(); step++) {
                double price = prices.occupancy()[mode][step];
                if (!(price >= 0)) {
                    throw new IllegalStateException("price is " + price + ", expected >= 0");
                }
                paidUntil[mode][step + 1] = paidUntil[mode][step] + price * grid.stepMillis();
            }
        }
    }

    /** Sum of the tasks' least completion times with payments, milliseconds. */
    double totalMillis() {
        double total = 0;
        for (BoundTask task : problem.tasks()) {
            total += leastMillis(task);
        }
        return total;
    }

    private double leastMillis(BoundTask task) {
        double least = Double.POSITIVE_INFINITY;
        List<Mode> modes = problem.groups().get(task.group());
        for (Mode mode : modes) {
            double runtime = mode.runtimeMillis() * task.runtimeScale();
            double arrival = task.arrivalMillis();
            least = Math.min(least, runtime + payment(mode, arrival, runtime));
            least = leastFrom(mode, arrival, runtime, 0, least);
            least = leastFrom(mode, arrival, runtime, runtime, least);
        }
        return least;
    }

    /** Tries starts that lie {@code before} a grid point, until waiting alone costs too much. */
    private double leastFrom(
            Mode mode, double arrival, double runtime, double before, double least) {
        double found = least;
        int step = Math.max(0, (int) Math.ceil(grid.position(arrival + before)));
        for (; step <= grid.steps(); step++) {
            double start = grid.startMillis() + step * grid.stepMillis() - before;
            double unpaid = start - arrival + runtime;
            if (unpaid >= found) {
                break;
            }
            if (start >= arrival) {
                found = Math.min(found, unpaid + payment(mode, start, runtime));
            }
        }
        return found;
    }

    private double payment(Mode mode, double start, double runtime) {
        return paidUntil(mode, start + runtime) - paidUntil(mode, start);
    }

    private double paidUntil(Mode mode, double millis) {
        double[] sums = paidUntil[mode.index()];
        double position = Math.min(Math.max(grid.position(millis), 0), grid.steps());
        int step = Math.min((int) position, grid.steps() - 1);
        return sums[step] + (sums[step + 1] - sums[step]) * (position - step);
    }
}
