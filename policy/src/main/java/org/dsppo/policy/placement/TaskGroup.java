package org.dsppo.policy.placement;

/**
 * Waiting tasks with the same strategies and base priority, in scheduling order: what does not fit
 * for the head fits for none of them.
 */
public interface TaskGroup {

    /** Strategies of all its tasks. */
    StrategySet strategies();

    /** Base priority of all its tasks. */
    int priority();

    /** Number of waiting tasks. */
    int size();

    /** Sum of the run-time scales of all its tasks. */
    double totalRuntimeScale();

    /** First in scheduling order, null when empty. */
    WaitingTask head();

    /**
     * Least run-time scale, then first in scheduling order; null when empty. A sorted set of the
     * group is kept from the first call on.
     */
    WaitingTask leastScaled();
}
