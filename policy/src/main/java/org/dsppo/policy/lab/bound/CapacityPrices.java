package org.dsppo.policy.lab.bound;

/**
 * Prices that a relaxed schedule puts on room: what it costs to hold a place, by mode and interval
 * of a time grid. Outside the grid everything is free.
 *
 * @param grid the intervals
 * @param occupancy price of one running task per unit of time, not negative, by mode and interval
 * @param earned most that all nodes together can earn at these prices per unit of time, by interval
 */
record CapacityPrices(TimeGrid grid, double[][] occupancy, double[] earned) {

    /** Most that all nodes together can earn, in milliseconds of completion time. */
    double capacityValueMillis() {
        double sum = 0;
        for (double rate : earned) {
            sum += rate;
        }
        return sum * grid.stepMillis();
    }

    /**
     * Prices on a grid {@code parts} times as fine, linear between the middles of the intervals.
     * Steps in the prices let tasks slip past them in time; slopes do not. What nodes can earn is
     * convex in the prices, so interpolating it as well keeps it an upper bound.
     */
    CapacityPrices smoothed(int parts) {
        TimeGrid fine =
                new TimeGrid(grid.startMillis(), grid.stepMillis() / parts, grid.steps() * parts);
        double[][] prices = new double[occupancy.length][];
        for (int mode = 0; mode < prices.length; mode++) {
            prices[mode] = interpolated(occupancy[mode], parts);
        }
        return new CapacityPrices(fine, prices, interpolated(earned, parts));
    }

    private static double[] interpolated(double[] coarse, int parts) {
        double[] fine = new double[coarse.length * parts];
        for (int i = 0; i < fine.length; i++) {
            double position = (i + 0.5) / parts - 0.5;
            int left = (int) Math.floor(position);
            double share = position - left;
            fine[i] =
                    (1 - share) * coarse[Math.max(0, left)]
                            + share * coarse[Math.min(coarse.length - 1, left + 1)];
        }
        return fine;
    }
}
