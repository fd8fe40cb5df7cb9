package org.dsppo.policy.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.dsppo.policy.placement.QueueCursor;
import org.dsppo.policy.placement.StrategySet;
import org.dsppo.policy.placement.WaitingTask;

/**
 * All waiting tasks of a cell. Order: priority + floor(wait since receipt / ageing interval), then
 * the latest start that still meets a deadline, then submission, then task id. Without deadlines
 * ageing keeps the order of submission inside a group, so that a walk over everything is a merge of
 * the groups; tasks with deadlines change places as they age.
 */
final class WaitingQueue {

    /** The order of what was submitted. */
    static final Comparator<LiveTask> BY_SUBMISSION =
            Comparator.comparingLong(LiveTask::submittedAtMillis).thenComparing(LiveTask::taskId);

    /** The order between tasks of equal aged priority. */
    static final Comparator<LiveTask> WITHIN_AGED_PRIORITY =
            Comparator.comparingLong(LiveTask::latestStartMillis).thenComparing(BY_SUBMISSION);

    /** No wait counts for more: a week at the default interval. */
    private static final long MOST_AGEING = 7 * 24 * 60;

    private record Key(StrategySet strategies, int priority) {}

    /** When a task with a deadline will have aged by one more. */
    private record Birthday(long atMillis, LiveTask task, int attempt) {}

    private final long ageingIntervalMillis;
    private final Map<Key, QueueGroup> byKey = new HashMap<>();
    private final Set<QueueGroup> occupied = new LinkedHashSet<>();
    private final PriorityQueue<Birthday> birthdays =
            new PriorityQueue<>(Comparator.comparingLong(Birthday::atMillis));
    private int size;
    private long nowMillis;

    WaitingQueue(long ageingIntervalMillis) {
        this.ageingIntervalMillis = ageingIntervalMillis;
    }

    void add(LiveTask task, StrategySet strategies) {
        QueueGroup group =
                byKey.computeIfAbsent(
                        new Key(strategies, task.priority()),
                        key -> new QueueGroup(this, key.strategies(), key.priority()));
        if (group.size() == 0) {
            occupied.add(group);
        }
        task.dueBy(strategies);
        if (task.dated()) {
            task.agedBy = agedBy(task, nowMillis);
            expectAgeing(task);
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
        birthdays.clear();
        size = 0;
    }

    /** Lets time pass. Not while anybody walks over the queue. */
    void advance(long nowMillis) {
        this.nowMillis = Math.max(this.nowMillis, nowMillis);
        while (!birthdays.isEmpty() && birthdays.peek().atMillis() <= this.nowMillis) {
            Birthday due = birthdays.poll();
            LiveTask task = due.task();
            if (task.waiting() && task.queued && task.attempt == due.attempt()) {
                task.group.age(task, agedBy(task, this.nowMillis));
                expectAgeing(task);
            }
        }
    }

    private void expectAgeing(LiveTask task) {
        if (task.agedBy < MOST_AGEING) {
            long at = task.receivedAtMillis + (task.agedBy + 1) * ageingIntervalMillis;
            birthdays.add(new Birthday(at, task, task.attempt));
        }
    }

    /** Groups with waiting tasks, in order of first appearance. */
    Collection<QueueGroup> groups() {
        return occupied;
    }

    int size() {
        return size;
    }

    QueueCursor cursor() {
        return new Merge();
    }

    /** Which of two comes first at the time of the last {@link #advance}. */
    int compare(LiveTask a, LiveTask b) {
        long priorityA = agedPriority(a, nowMillis);
        long priorityB = agedPriority(b, nowMillis);
        if (priorityA != priorityB) {
            return priorityA > priorityB ? -1 : 1;
        }
        return WITHIN_AGED_PRIORITY.compare(a, b);
    }

    /** Base priority raised by one for every ageing interval the task has waited. */
    long agedPriority(WaitingTask task, long nowMillis) {
        return task.priority() + agedBy((LiveTask) task, nowMillis);
    }

    /** Counted from receipt: the clock of whoever submitted it may be wrong. */
    private long agedBy(LiveTask task, long nowMillis) {
        long wait = Math.max(0, nowMillis - task.receivedAtMillis);
        return Math.min(MOST_AGEING, wait / ageingIntervalMillis);
    }

    /** Merge of the groups: a heap with the foremost unvisited tasks of each. */
    private final class Merge implements QueueCursor {
        private final PriorityQueue<LiveTask> foremost;
        private final Set<QueueGroup> skipped = new HashSet<>(0);
        private LiveTask last;

        Merge() {
            foremost =
                    new PriorityQueue<>(Math.max(1, occupied.size()), WaitingQueue.this::compare);
            for (QueueGroup group : occupied) {
                add(group.firstUndated());
                add(group.firstDated());
            }
        }

        private void add(LiveTask task) {
            if (task != null) {
                foremost.add(task);
            }
        }

        @Override
        public WaitingTask next() {
            if (last != null) {
                add(last.group.after(last));
            }
            last = foremost.poll();
            while (last != null && (!last.waiting() || skipped.contains(last.group))) {
                if (!skipped.contains(last.group)) {
                    add(last.group.after(last));
                }
                last = foremost.poll();
            }
            return last;
        }

        @Override
        public void skipGroup() {
            skipped.add(last.group);
            last = null;
        }
    }
}
