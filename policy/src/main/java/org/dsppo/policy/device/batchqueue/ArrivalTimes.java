package org.dsppo.policy.device.batchqueue;

/** Times of arrivals in seconds, ascending; infinity after the last. */
@FunctionalInterface
public interface ArrivalTimes {
    /** The next time, and moves on. */
    double next();
}
