package org.dsppo.policy.lab.bound;

import java.util.ArrayList;
import java.util.List;

/**
 * The capacity-aware bound: no schedule can hold more on the nodes than they have. Valid for every
 * non-preemptive schedule, online or offline, that finishes all tasks with run times as estimated.
 *
 * <p>In two steps. {@link CapacityProgram}, a linear program over groups of tasks and intervals of
 * time, finds prices for places on nodes. {@link PricedTasks} then evaluates the Lagrangian bound
 * at these prices, task by task with exact arrivals and run times. By weak duality the second step
 * proves the bound by itself, whatever the prices: the coarseness of the grid, mean run-time
 * scales, a horizon that is too short and the solver's tolerances can only make it less tight.
 */
final class CapacityBound {

    private static final int[] SMOOTHINGS = {1, 2, 4, 8};
    private static final int COARSER_ATTEMPTS = 3;

    private final BoundProblem problem;
    private final BoundOptions options;
    private final double horizonMillis;

    /**
     * @param horizonMillis after this, prices are zero
     */
    CapacityBound(BoundProblem problem, BoundOptions options, double horizonMillis) {
        this.problem = problem;
        this.options = options;
        this.horizonMillis = horizonMillis;
    }

    /** The bound with every pool taken as one large node. */
    Bound pooled(Bound weaker) {
        List<NodeConfigurations> none = new ArrayList<>();
        problem.pools().forEach(pool -> none.add(NodeConfigurations.none()));
        return bound("capacity LP, pooled", none, weaker);
    }

    /** The bound with node configurations of the big items. */
    Bound withConfigurations(Bound weaker) {
        List<NodeConfigurations> fitting = new ArrayList<>();
        for (int index = 0; index < problem.pools().size(); index++) {
            int pool = index;
            List<Mode> modes =
                    problem.modes().stream().filter(mode -> mode.pool() == pool).toList();
            fitting.add(
                    NodeConfigurations.of(
                            problem.pools().get(pool), modes, options.configurationLimit()));
        }
        return bound("capacity LP, node configurations", fitting, weaker);
    }

    private Bound bound(String method, List<NodeConfigurations> fitting, Bound weaker) {
        long started = options.nanoClock().getAsLong();
        TimeGrid grid = grid();
        for (int attempt = 0; attempt < COARSER_ATTEMPTS; attempt++) {
            long left = options.timeLimitMillis() - (long) millisSince(started);
            // A coarser grid takes a fraction of the time; leave it some.
            CapacityPrices prices =
                    left <= 0 ? null : solve(grid, fitting, attempt == 0 ? left * 2 / 3 : left);
            if (prices != null) {
                double average = average(prices);
                boolean stronger = average > weaker.averageCompletionMillis();
                return new Bound(
                        stronger ? average : weaker.averageCompletionMillis(),
                        method,
                        true,
                        grid,
                        millisSince(started),
                        stronger ? "" : "no stronger than: " + weaker.method());
            }
            grid = grid.coarser();
        }
        return new Bound(
                weaker.averageCompletionMillis(),
                method,
                false,
                null,
                millisSince(started),
                "not solved within %d ms; the number is that of: %s"
                        .formatted(options.timeLimitMillis(), weaker.method()));
    }

    private CapacityPrices solve(
            TimeGrid grid, List<NodeConfigurations> fitting, long limitMillis) {
        CapacityProgram program = new CapacityProgram(problem, grid, fitting);
        try {
            return program.solve(limitMillis);
        } finally {
            program.close();
        }
    }

    private double average(CapacityPrices prices) {
        double best = Double.NEGATIVE_INFINITY;
        for (int parts : SMOOTHINGS) {
            CapacityPrices smoothed = prices.smoothed(parts);
            double total =
                    new PricedTasks(problem, smoothed).totalMillis()
                            - smoothed.capacityValueMillis();
            best = Math.max(best, total / problem.tasks().size());
        }
        return best;
    }

    private TimeGrid grid() {
        double start = problem.tasks().get(0).arrivalMillis();
        int steps = Math.max(10, options.gridCells() / problem.modes().size());
        return new TimeGrid(start, Math.max(1, (horizonMillis - start) / steps), steps);
    }

    private double millisSince(long startedNanos) {
        return (options.nanoClock().getAsLong() - startedNanos) / 1e6;
    }
}
