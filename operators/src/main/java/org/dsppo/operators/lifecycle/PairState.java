package org.dsppo.operators.lifecycle;

/**
 * A window of the active version and one of the canary, side by side.
 *
 * @param cell the cell; empty where whole cells are compared
 * @param index number of the pair since the epoch
 * @param active of the active version
 * @param canary of the canary
 */
public record PairState(String cell, long index, WindowState active, WindowState canary) {

    static PairState begin(String cell, long index) {
        return new PairState(cell, index, WindowState.EMPTY, WindowState.EMPTY);
    }

    /** True if each side has at least so many tasks. */
    boolean hasTasks(int least) {
        return Math.min(active.arrived(), canary.arrived()) >= least
                && Math.min(active.assigned(), canary.assigned()) >= least;
    }

    double activeMean() {
        return mean(active);
    }

    double canaryMean() {
        return mean(canary);
    }

    /**
     * Completion time of a task, as far as it is the doing of one side. Both take the shortest run
     * times and the number of arrivals of the pair: what happened to come on one side makes no
     * difference. A queue that was there before costs both the same; so that who shortens it has
     * the good of it though it is for those who come later, every task by which it grows is charged
     * with the wait that tasks have at that time.
     */
    private double mean(WindowState side) {
        double assigned = (double) active.assigned() + canary.assigned();
        double arrived = (active.arrived() + canary.arrived()) / 2.0;
        double shortest = (active.shortestMillis() + canary.shortestMillis()) / assigned;
        double wait = (active.waitedMillis() + canary.waitedMillis()) / assigned;
        return shortest
                + side.excessMillis() / side.assigned()
                + side.waitingMillis() / arrived
                + wait * (1 - side.assigned() / arrived);
    }
}
