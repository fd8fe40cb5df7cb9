package org.dsppo.policy.engine;

import java.util.Comparator;
import java.util.TreeSet;

/**
 * Tasks of one group that have a deadline, in scheduling order: those that have aged more first,
 * then those that have to start sooner. A task's place changes as it ages, at most once per ageing
 * interval.
 */
final class DatedTasks {

    private static final Comparator<LiveTask> ORDER =
            Comparator.comparingLong((LiveTask task) -> -task.agedBy)
                    .thenComparing(WaitingQueue.WITHIN_AGED_PRIORITY);

    private final TreeSet<LiveTask> tasks = new TreeSet<>(ORDER);

    void insert(LiveTask task) {
        tasks.add(task);
    }

    void remove(LiveTask task) {
        tasks.remove(task);
    }

    /** Gives a task another place, as its priority has risen. */
    void age(LiveTask task, long agedBy) {
        tasks.remove(task);
        task.agedBy = agedBy;
        tasks.add(task);
    }

    /** The foremost, or null. */
    LiveTask first() {
        return tasks.isEmpty() ? null : tasks.first();
    }

    /** The last, or null. */
    LiveTask last() {
        return tasks.isEmpty() ? null : tasks.last();
    }

    /** The next one behind a task, which may have left, or null. */
    LiveTask after(LiveTask task) {
        return tasks.higher(task);
    }
}
