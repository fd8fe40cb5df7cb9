package org.dsppo.policy.engine;

import org.dsppo.policy.placement.Strategy;

/**
 * Keeps tasks with a deadline from places where they would miss it while there is another, free
 * now, where they would not; and the first of a group also while what runs will make room for such
 * a place in time. Where it can no longer be met, any place is as good as for other tasks.
 */
final class DeadlineRule {

    private final CellState state;

    DeadlineRule(CellState state) {
        this.state = state;
    }

    /** True if a task that fits on a node may be placed there for all that its deadline says. */
    boolean allows(
            LiveTask task, Strategy strategy, NodeLedger node, Double share, long nowMillis) {
        return !task.dated()
                || meets(task, strategy, node, share, nowMillis)
                || !canBeMet(task, nowMillis);
    }

    /** True if a task fits somewhere, and waits only for a place that meets its deadline. */
    boolean holdsBack(LiveTask task, long nowMillis) {
        boolean fits = false;
        if (task.dated()) {
            for (Strategy strategy : task.strategies().listed()) {
                FreeTimes times = state.forecasts.of(state.model, strategy);
                for (int i = 0; i < times.size(); i++) {
                    if (times.millis(i) == FreeTimes.NOW) {
                        if (allows(task, strategy, times.node(i), null, nowMillis)) {
                            return false;
                        }
                        fits = true;
                    }
                }
            }
        }
        return fits;
    }

    private boolean meets(
            LiveTask task, Strategy strategy, NodeLedger node, Double share, long startMillis) {
        double millis =
                state.model.transferMillis(task.submission(), node.cluster())
                        + node.runtimeMillis(strategy, task.runtimeScale(), share);
        return startMillis + millis <= task.submission().deadlineAtMillis();
    }

    private boolean canBeMet(LiveTask task, long nowMillis) {
        boolean first = task.group.head() == task;
        for (Strategy strategy : task.strategies().fastestFirst()) {
            FreeTimes times = state.forecasts.of(state.model, strategy);
            for (int i = 0; i < times.size(); i++) {
                long at = times.millis(i);
                boolean now = at == FreeTimes.NOW;
                if ((now || first && at != FreeTimes.NEVER)
                        && meets(
                                task,
                                strategy,
                                times.node(i),
                                null,
                                now ? nowMillis : FreeTimes.expected(at, nowMillis))
                        && state.reservations.allow(task, strategy, times.node(i), null)) {
                    return true;
                }
            }
        }
        return false;
    }
}
