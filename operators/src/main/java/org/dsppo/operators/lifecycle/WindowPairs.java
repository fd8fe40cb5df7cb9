package org.dsppo.operators.lifecycle;

import org.dsppo.operators.serving.PolicyReport;
import org.dsppo.operators.state.PairState;
import org.dsppo.operators.state.WindowState;

/** How pairs of windows are filled, and what they say. */
final class WindowPairs {

    private static final WindowState EMPTY = new WindowState(0, 0, 0, 0, 0, 0);

    private WindowPairs() {}

    static PairState begin(String cell, long index) {
        return new PairState(cell, index, EMPTY, EMPTY);
    }

    /** The pair with a report of the canary's window. */
    static PairState withCanary(PairState pair, PolicyReport report) {
        return new PairState(pair.cell(), pair.index(), pair.active(), sum(pair.canary(), report));
    }

    /** The pair with a report of the active version's window. */
    static PairState withActive(PairState pair, PolicyReport report) {
        return new PairState(pair.cell(), pair.index(), sum(pair.active(), report), pair.canary());
    }

    private static WindowState sum(WindowState window, PolicyReport report) {
        return new WindowState(
                window.arrived() + report.arrived(),
                window.assigned() + report.assigned(),
                window.waitingMillis() + report.waitingMillis(),
                window.waitedMillis() + report.waitedMillis(),
                window.excessMillis() + report.excessMillis(),
                window.shortestMillis() + report.shortestMillis());
    }

    /** True if each side has at least so many tasks. */
    static boolean hasTasks(PairState pair, int least) {
        return Math.min(pair.active().arrived(), pair.canary().arrived()) >= least
                && Math.min(pair.active().assigned(), pair.canary().assigned()) >= least;
    }

    static double activeMean(PairState pair) {
        return mean(pair, pair.active());
    }

    static double canaryMean(PairState pair) {
        return mean(pair, pair.canary());
    }

    /**
     * Completion time of a task, as far as it is the doing of one side. Both take the shortest run
     * times and the number of arrivals of the pair: what happened to come on one side makes no
     * difference. A queue that was there before costs both the same; so that who shortens it has
     * the good of it though it is for those who come later, every task by which it grows is charged
     * with the wait that tasks have at that time.
     */
    private static double mean(PairState pair, WindowState side) {
        WindowState active = pair.active();
        WindowState canary = pair.canary();
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
