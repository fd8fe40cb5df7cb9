package org.dsppo.policy.engine;

import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import org.dsppo.policy.placement.StrategySet;
import org.dsppo.policy.placement.TaskGroup;
import org.dsppo.policy.placement.WaitingTask;

/**
 * Waiting tasks of one strategy set and priority as a linked list in order of submission. Tasks
 * arrive nearly in order, so that inserting from the tail is short; removal needs no search.
 */
final class QueueGroup implements TaskGroup {

    private static final Comparator<LiveTask> BY_SCALE =
            Comparator.comparingDouble(LiveTask::runtimeScale)
                    .thenComparing(WaitingQueue.BY_SUBMISSION);

    private final StrategySet strategies;
    private final int priority;
    private TreeSet<LiveTask> byScale;
    private LiveTask head;
    private LiveTask tail;
    private int size;
    private long totalScaleMillionths;

    QueueGroup(StrategySet strategies, int priority) {
        this.strategies = strategies;
        this.priority = priority;
    }

    void insert(LiveTask task) {
        LiveTask before = tail;
        if (head != null && precedes(task, head)) {
            before = null;
        }
        while (before != null && precedes(task, before)) {
            before = before.previous;
        }
        task.group = this;
        task.previous = before;
        task.following = before == null ? head : before.following;
        if (task.previous == null) {
            head = task;
        } else {
            task.previous.following = task;
        }
        if (task.following == null) {
            tail = task;
        } else {
            task.following.previous = task;
        }
        size++;
        totalScaleMillionths += millionths(task);
        if (byScale != null) {
            byScale.add(task);
        }
    }

    void remove(LiveTask task) {
        if (task.previous == null) {
            head = task.following;
        } else {
            task.previous.following = task.following;
        }
        if (task.following == null) {
            tail = task.previous;
        } else {
            task.following.previous = task.previous;
        }
        size--;
        totalScaleMillionths -= millionths(task);
        if (byScale != null) {
            byScale.remove(task);
        }
    }

    /** The first task from {@code task} on that still waits, or null. */
    static LiveTask firstWaiting(LiveTask task) {
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
        return head;
    }

    @Override
    public LiveTask leastScaled() {
        if (byScale == null) {
            byScale = new TreeSet<>(BY_SCALE);
            for (LiveTask task = head; task != null; task = task.following) {
                byScale.add(task);
            }
        }
        return byScale.isEmpty() ? null : byScale.first();
    }

    @Override
    public Iterable<WaitingTask> tasks() {
        return () ->
                new Iterator<>() {
                    private LiveTask last;
                    private boolean begun;

                    @Override
                    public boolean hasNext() {
                        return upcoming() != null;
                    }

                    @Override
                    public WaitingTask next() {
                        LiveTask next = upcoming();
                        if (next == null) {
                            throw new NoSuchElementException(strategies.name());
                        }
                        begun = true;
                        last = next;
                        return next;
                    }

                    private LiveTask upcoming() {
                        return firstWaiting(begun ? last.following : head);
                    }
                };
    }

    @Override
    public String toString() {
        return strategies.name() + "/" + priority + " x " + size;
    }
}
