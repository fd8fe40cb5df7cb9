package org.dsppo.policy.lab.bound;

import java.util.List;

/**
 * Turns dual values of a solved program into prices that are consistent by construction: what a
 * running task pays is the sum of the parts, and what capacity earns is added up from the same
 * parts. A dual value that is off by a solver's tolerance makes the bound lower, never wrong.
 */
final class PriceReader {

    private final CapacityProgram program;
    private final BoundProblem problem;
    private final double[][] occupancy;

    PriceReader(CapacityProgram program) {
        this.program = program;
        this.problem = program.problem();
        this.occupancy = new double[problem.modes().size()][program.grid().steps()];
    }

    CapacityPrices read() {
        double[] earned = new double[program.grid().steps()];
        for (int t = 0; t < program.grid().steps(); t++) {
            for (int pool = 0; pool < problem.pools().size(); pool++) {
                double perNode = shares(pool, t) + items(pool, t);
                earned[t] += perNode * problem.pools().get(pool).nodes();
            }
            for (Mode mode : problem.modes()) {
                double price = program.capPrice(mode, t);
                occupancy[mode.index()][t] += price;
                earned[t] += price * mode.perNode() * problem.pools().get(mode.pool()).nodes();
            }
        }
        return new CapacityPrices(program.grid(), occupancy, earned);
    }

    private double shares(int pool, int t) {
        long[] capacity = problem.pools().get(pool).capacity();
        double earned = 0;
        for (int kind = 0; kind < capacity.length; kind++) {
            double price = program.sharePrice(pool, kind, t);
            if (price > 0) {
                earned += price;
                for (Mode mode : problem.modes()) {
                    if (mode.pool() == pool) {
                        occupancy[mode.index()][t] +=
                                price * mode.demand().amountOf(kind) / capacity[kind];
                    }
                }
            }
        }
        return earned;
    }

    private double items(int pool, int t) {
        NodeConfigurations fitting = program.configurations().get(pool);
        List<NodeConfigurations.Item> items = fitting.items();
        double[] prices = new double[items.size()];
        for (int item = 0; item < prices.length; item++) {
            prices[item] = program.itemPrice(pool, item, t);
            for (Mode mode : items.get(item).modes()) {
                occupancy[mode.index()][t] += prices[item];
            }
        }
        return fitting.bestValue(prices);
    }
}
