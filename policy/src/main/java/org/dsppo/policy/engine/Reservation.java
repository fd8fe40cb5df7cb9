package org.dsppo.policy.engine;

import org.dsppo.policy.placement.Strategy;

/** A place that is kept for a waiting task. */
final class Reservation {

    final LiveTask task;
    final Strategy strategy;
    final NodeLedger node;

    /** True if the task has waited so long that its equals have to stand back as well. */
    final boolean overdue;

    /** When the task can start there, milliseconds. */
    final long startMillis;

    private final FutureRoom spare;

    /**
     * @param endedMillis what should end by then will have ended at the start; in the past if that
     *     is overdue
     */
    Reservation(
            LiveTask task,
            Strategy strategy,
            NodeLedger node,
            boolean overdue,
            long startMillis,
            long endedMillis,
            int kinds) {
        this.task = task;
        this.strategy = strategy;
        this.node = node;
        this.overdue = overdue;
        this.startMillis = startMillis;
        this.spare = FutureRoom.at(node, kinds, endedMillis);
        spare.take(strategy.demand());
    }

    /** What the node has left at the start, once the task has taken what it needs. */
    FutureRoom spare() {
        return spare;
    }

    @Override
    public String toString() {
        return "%s with %s on %s at %d ms".formatted(task, strategy, node, startMillis);
    }
}
