package org.dsppo.jobs.emulator;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/** What is due when. Actions get the time they were due at, not the time they are run at. */
final class EmulatorTimers {

    private record Timer(long atMillis, long order, LongConsumer action) {}

    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(
                    Comparator.comparingLong(Timer::atMillis).thenComparingLong(Timer::order));
    private long scheduled;

    void schedule(long atMillis, LongConsumer action) {
        timers.add(new Timer(atMillis, scheduled++, action));
    }

    /** Runs what is due, by time and then in the order of scheduling. */
    void fire(long nowMillis) {
        while (!timers.isEmpty() && timers.peek().atMillis <= nowMillis) {
            Timer due = timers.poll();
            due.action.accept(due.atMillis);
        }
    }

    long nextMillis() {
        return timers.isEmpty() ? Long.MAX_VALUE : timers.peek().atMillis;
    }
}
