package org.dsppo.policy.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.dsppo.policy.placement.QueueCursor;
import org.dsppo.policy.placement.StrategySet;
import org.dsppo.policy.placement.WaitingTask;

/**
 * All waiting tasks of a cell. Order: priority + floor(wait / ageing interval), then submission,
 * then task id. Inside a group ageing keeps the order of submission, so that a walk over everything
 * is a merge of the groups.
 */
final class WaitingQueue {

    /** The order within a group, and between groups of equal aged priority. */
    static final Comparator<LiveTask> BY_SUBMISSION =
            Comparator.comparingLong(LiveTask::submittedAtMillis).thenComparing(LiveTask::taskId);

    private record Key(StrategySet strategies, int priority) {}

    private final long ageingIntervalMillis;
    private final Map<Key, QueueGroup> byKey = new HashMap<>();
    private final Set<QueueGroup> occupied = new LinkedHashSet<>();
    private int size;

    WaitingQueue(long ageingIntervalMillis) {
        this.ageingIntervalMillis = ageingIntervalMillis;
    }

    void add(LiveTask task, StrategySet strategies) {
        QueueGroup group =
                byKey.computeIfAbsent(
                        new Key(strategies, task.priority()),
                        key -> new QueueGroup(key.strategies(), key.priority()));
        if (group.size() == 0) {
            occupied.add(group);
        }
        group.insert(task);
        size++;
    }

    void remove(LiveTask task) {
        QueueGroup group = task.group;
        group.remove(task);
        if (group.size() == 0) {
            occupied.remove(group);
            byKey.remove(new Key(group.strategies(), group.priority()));
        }
        size--;
    }

    void clear() {
        byKey.clear();
        occupied.clear();
        size = 0;
    }

    /** Groups with waiting tasks, in order of first appearance. */
    Collection<QueueGroup> groups() {
        return occupied;
    }

    int size() {
        return size;
    }

    QueueCursor cursor(long nowMillis) {
        return new Merge(nowMillis);
    }

    private int compare(LiveTask a, LiveTask b, long nowMillis) {
        long priorityA = agedPriority(a, nowMillis);
        long priorityB = agedPriority(b, nowMillis);
        if (priorityA != priorityB) {
            return priorityA > priorityB ? -1 : 1;
        }
        return BY_SUBMISSION.compare(a, b);
    }

    /** Base priority raised by one for every ageing interval the task has waited. */
    long agedPriority(WaitingTask task, long nowMillis) {
        long wait = Math.max(0, nowMillis - task.submittedAtMillis());
        return task.priority() + wait / ageingIntervalMillis;
    }

    /** Merge of the groups: a heap with the foremost unvisited task of each. */
    private final class Merge implements QueueCursor {
        private final PriorityQueue<LiveTask> foremost;
        private LiveTask last;

        Merge(long nowMillis) {
            foremost =
                    new PriorityQueue<>(
                            Math.max(1, occupied.size()), (a, b) -> compare(a, b, nowMillis));
            for (QueueGroup group : occupied) {
                foremost.add(group.head());
            }
        }

        @Override
        public WaitingTask next() {
            if (last != null) {
                LiveTask following = QueueGroup.firstWaiting(last.following);
                if (following != null) {
                    foremost.add(following);
                }
            }
            last = foremost.poll();
            while (last != null && !last.waiting()) {
                LiveTask following = QueueGroup.firstWaiting(last.following);
                if (following != null) {
                    foremost.add(following);
                }
                last = foremost.poll();
            }
            return last;
        }

        @Override
        public void skipGroup() {
            last = null;
        }
    }
}
