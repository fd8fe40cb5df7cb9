package org.dsppo.policy.engine;

import java.util.PriorityQueue;
import java.util.function.BiConsumer;

/**
 * What is due when. Entries are never searched for: one that no longer applies is dropped when it
 * comes up, by whoever handles it, or together with others when they become many.
 */
final class EngineTimers {

    /** What a timer is about. */
    enum Kind {
        /** An assignment must have started. */
        LEASE,
        /** A waiting task must have been placed. */
        DEADLINE,
        /** A task may be tried again. */
        RETRY,
        /** What a task asks for has been missing from the catalogue for too long. */
        ASIDE,
        /** A started attempt has been missing from telemetry for the grace time. */
        MISSING
    }

    private record Timer(long atMillis, Kind kind, LiveTask task, int attempt)
            implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            // The ties matter: a restored engine must fire in the same order.
            int byTime = Long.compare(atMillis, other.atMillis);
            int byTask = byTime != 0 ? byTime : task.taskId().compareTo(other.task.taskId());
            return byTask != 0 ? byTask : kind.compareTo(other.kind);
        }

        boolean pointless() {
            return attempt != task.attempt
                    || switch (kind) {
                        case LEASE -> task.phase != TaskPhase.ASSIGNED;
                        case DEADLINE -> task.phase != TaskPhase.WAITING;
                        case RETRY -> task.retryMillis == 0;
                        case ASIDE -> task.asideUntilMillis == 0;
                        case MISSING -> task.missingSinceMillis == 0;
                    };
        }
    }

    private static final int FEW = 1024;

    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private int sweepAt = FEW;

    void schedule(long atMillis, Kind kind, LiveTask task) {
        if (timers.size() >= sweepAt) {
            timers.removeIf(Timer::pointless);
            sweepAt = Math.max(FEW, 2 * timers.size());
        }
        timers.add(new Timer(atMillis, kind, task, task.attempt));
    }

    long nextMillis() {
        Timer first = timers.peek();
        return first == null ? Long.MAX_VALUE : first.atMillis;
    }

    /** Hands over every due timer of an attempt that is still current. */
    void fire(long nowMillis, BiConsumer<Kind, LiveTask> action) {
        while (nextMillis() <= nowMillis) {
            Timer timer = timers.poll();
            if (timer.attempt == timer.task.attempt) {
                action.accept(timer.kind, timer.task);
            }
        }
    }
}
