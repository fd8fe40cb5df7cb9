package org.dsppo.policy.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dsppo.policy.placement.StrategySet;

/**
 * How tasks get into the queue and out of it. One that pauses after a mishap, or that nothing here
 * can run, is not in it though it waits.
 */
final class Queueing {

    private final CellState state;

    Queueing(CellState state) {
        this.state = state;
    }

    /**
     * Puts a task into the queue, or aside while there is no catalogue or no node that could run
     * it.
     */
    void enqueue(LiveTask task) {
        Long deadline = task.submission().deadlineAtMillis();
        if (deadline != null) {
            state.timers.schedule(deadline, EngineTimers.Kind.DEADLINE, task);
        }
        queue(task);
    }

    private void queue(LiveTask task) {
        if (task.retryMillis > 0) {
            state.timers.schedule(task.retryMillis, EngineTimers.Kind.RETRY, task);
        } else if (state.model != null) {
            StrategyRegistry registry = state.model.strategies();
            task.wishes = registry.customOf(task.submission(), avoidedBy(task));
            StrategySet strategies =
                    task.wishes == null
                            ? registry.of(task.submission())
                            : registry.join(task.submission().taskClass(), task.wishes);
            if (strategies != null && !strategies.listed().isEmpty()) {
                join(task, strategies);
            } else {
                task.wishes = null;
            }
        }
    }

    private Set<NodeLedger> avoidedBy(LiveTask task) {
        if (task.avoided().isEmpty()) {
            return Set.of();
        }
        Set<NodeLedger> nodes = new HashSet<>();
        for (String name : task.avoided()) {
            NodeLedger node = state.model.node(name);
            if (node != null) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    private void join(LiveTask task, StrategySet strategies) {
        state.queue.add(task, strategies);
        task.queued = true;
        task.admitted = true;
        task.asideUntilMillis = 0;
        if (!task.avoided().isEmpty()) {
            state.avoiders.add(task);
        }
        state.arrivals.add(task);
        state.changed = true;
    }

    /** Takes a task out, to be placed. */
    void dequeue(LiveTask task) {
        if (task.queued) {
            task.queued = false;
            state.queue.remove(task);
            state.avoiders.remove(task);
            if (task.wishes != null) {
                state.model.strategies().leave(task.wishes);
                task.wishes = null;
            }
        }
    }

    /** As {@link #dequeue}, between rounds, when nobody walks over the queue. */
    void withdraw(LiveTask task) {
        dequeue(task);
        task.unlink();
    }

    /** Looks again which nodes are left to tasks that avoid some; between rounds. */
    void reconsiderAvoided() {
        for (LiveTask task : List.copyOf(state.avoiders)) {
            withdraw(task);
            queue(task);
        }
    }

    /** A task has waited long enough after an attempt that went wrong. */
    void tryAgain(LiveTask task) {
        task.retryMillis = 0;
        queue(task);
    }

    /** Queues a waiting task anew, after its queue was cleared. */
    void requeue(LiveTask task) {
        task.queued = false;
        task.wishes = null;
        task.unlink();
        queue(task);
    }
}
