package org.dsppo.policy.lab.bound;

import java.util.function.LongSupplier;

/**
 * How much effort bounds may take. None of it affects whether they hold, only how tight they are.
 *
 * @param gridCells modes times intervals of the time grid; more is tighter and slower
 * @param configurationLimit combinations per kind of node; more is tighter and slower
 * @param timeLimitMillis wall time for each linear program, coarser attempts included
 * @param nanoClock measures wall time
 */
public record BoundOptions(
        int gridCells, int configurationLimit, long timeLimitMillis, LongSupplier nanoClock) {

    /** Seconds for the paper's workloads, at most about four minutes for any. */
    public static BoundOptions defaults() {
        return new BoundOptions(3600, 60, 120_000, System::nanoTime);
    }

    /** The same with another time limit. */
    public BoundOptions withTimeLimit(long millis) {
        return new BoundOptions(gridCells, configurationLimit, millis, nanoClock);
    }
}
