package org.dsppo.policy.engine;

import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import org.dsppo.policy.placement.StrategySet;
import org.dsppo.policy.placement.TaskGroup;

/**
 * Waiting tasks of one strategy set and priority. Those without a deadline are a linked list in
 * order of submission: they arrive nearly in order, so that inserting from the tail is short;
 * removal needs no search. Those with one are kept apart, as their order changes with time.
 */
final class QueueGroup implements TaskGroup {

    private static final Comparator<LiveTask> BY_SCALE =
            Comparator.comparingDouble(LiveTask::runtimeScale)
                    .thenComparing(WaitingQueue.WITHIN_AGED_PRIORITY);

    private final WaitingQueue queue;
    private final StrategySet strategies;
    private final int priority;
    private TreeSet<LiveTask> byScale;
    private LiveTask first;
    private LiveTask last;
    private DatedTasks dated;
    private int size;
    private long totalScaleMillionths;

    /** How long, of late, its head was left waiting though it fitted; kept by the guard. */
    final RefusedTime refused = new RefusedTime();

    QueueGroup(WaitingQueue queue, StrategySet strategies, int priority) {
        this.queue = queue;
        this.strategies = strategies;
        this.priority = priority;
    }

    void insert(LiveTask task) {
        task.group = this;
        if (task.dated()) {
            dated = dated == null ? new DatedTasks() : dated;
            dated.insert(task);
        } else {
            link(task);
        }
        size++;
        totalScaleMillionths += millionths(task);
        if (byScale != null) {
            byScale.add(task);
        }
    }

    private void link(LiveTask task) {
        LiveTask before = last;
        if (first != null && precedes(task, first)) {
            before = null;
        }
        while (before != null && precedes(task, before)) {
            before = before.previous;
        }
        task.previous = before;
        task.following = before == null ? first : before.following;
        if (task.previous == null) {
            first = task;
        } else {
            task.previous.following = task;
        }
        if (task.following == null) {
            last = task;
        } else {
            task.following.previous = task;
        }
    }

    void remove(LiveTask task) {
        if (task.dated()) {
            dated.remove(task);
        } else {
            unlink(task);
        }
        size--;
        totalScaleMillionths -= millionths(task);
        if (byScale != null) {
            byScale.remove(task);
        }
    }

    private void unlink(LiveTask task) {
        if (task.previous == null) {
            first = task.following;
        } else {
            task.previous.following = task.following;
        }
        if (task.following == null) {
            last = task.previous;
        } else {
            task.following.previous = task.previous;
        }
    }

    /** A task with a deadline has aged. */
    void age(LiveTask task, long agedBy) {
        dated.age(task, agedBy);
    }

    /** The foremost task without a deadline, or null. */
    LiveTask firstUndated() {
        return first;
    }

    /** The foremost task with a deadline, or null. */
    LiveTask firstDated() {
        return dated == null ? null : dated.first();
    }

    /** The next waiting one of those with a deadline, or of those without, or null. */
    LiveTask after(LiveTask task) {
        return task.dated() ? dated.after(task) : firstWaiting(task.following);
    }

    /** The first task from {@code task} on that still waits, or null. */
    private static LiveTask firstWaiting(LiveTask task) {
        LiveTask at = task;
        while (at != null && !at.waiting()) {
            at = at.following;
        }
        return at;
    }

    private static boolean precedes(LiveTask a, LiveTask b) {
        return WaitingQueue.BY_SUBMISSION.compare(a, b) < 0;
    }

    @Override
    public StrategySet strategies() {
        return strategies;
    }

    @Override
    public int priority() {
        return priority;
    }

    @Override
    public int size() {
        return size;
    }

    /** Fixed point, so that what tasks add when they come is what they take when they leave. */
    private static long millionths(LiveTask task) {
        return Math.round(task.runtimeScale() * 1e6);
    }

    @Override
    public double totalRuntimeScale() {
        return totalScaleMillionths / 1e6;
    }

    @Override
    public LiveTask head() {
        return foremost(first, firstDated());
    }

    /** One that no other of the group has a lower aged priority than, null when empty. */
    LiveTask leastAged() {
        LiveTask least = dated == null ? null : dated.last();
        return least == null || last != null && last.receivedAtMillis > least.receivedAtMillis
                ? last
                : least;
    }

    private LiveTask foremost(LiveTask a, LiveTask b) {
        return a == null || b != null && queue.compare(b, a) < 0 ? b : a;
    }

    @Override
    public LiveTask leastScaled() {
        if (byScale == null) {
            byScale = new TreeSet<>(BY_SCALE);
            for (LiveTask task = first; task != null; task = task.following) {
                byScale.add(task);
            }
            for (LiveTask task = firstDated(); task != null; task = dated.after(task)) {
                byScale.add(task);
            }
        }
        return byScale.isEmpty() ? null : byScale.first();
    }

    /** All tasks in scheduling order; any of them may leave meanwhile. */
    Iterable<LiveTask> inOrder() {
        return Walk::new;
    }

    /** Remembers the last task of either kind, as the next may leave before it is asked for. */
    private final class Walk implements Iterator<LiveTask> {
        private LiveTask undated;
        private LiveTask withDate;

        private LiveTask nextUndated() {
            return undated == null ? firstWaiting(first) : after(undated);
        }

        private LiveTask nextDated() {
            if (dated == null) {
                return null;
            }
            return withDate == null ? dated.first() : dated.after(withDate);
        }

        @Override
        public boolean hasNext() {
            return nextUndated() != null || nextDated() != null;
        }

        @Override
        public LiveTask next() {
            LiveTask next = foremost(nextUndated(), nextDated());
            if (next == null) {
                throw new NoSuchElementException(strategies.name());
            }
            if (next.dated()) {
                withDate = next;
            } else {
                undated = next;
            }
            return next;
        }
    }

    @Override
    public String toString() {
        return strategies.name() + "/" + priority + " x " + size;
    }
}
