package org.dsppo.jobs.agent;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Hands the time of the last report that arrived from the thread that hears of it to another. */
final class ArrivedReport {

    private static final long NONE = -1;

    private final AtomicLong sentMillis = new AtomicLong(NONE);

    void put(long millis) {
        sentMillis.accumulateAndGet(millis, Math::max);
    }

    /** Hands it on, if another has arrived since. */
    void takeLast(LongConsumer consumer) {
        long millis = sentMillis.getAndSet(NONE);
        if (millis != NONE) {
            consumer.accept(millis);
        }
    }
}
