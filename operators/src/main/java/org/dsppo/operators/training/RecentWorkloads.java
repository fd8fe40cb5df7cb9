package org.dsppo.operators.training;

/** Stretches of what happened lately, by sequence numbers of arrivals. */
public interface RecentWorkloads {

    /** The oldest arrival there is. */
    long begin();

    /** The next arrival. */
    long end();

    /** A stretch; null if some of it is gone or there is no catalogue. */
    Stretch between(long from, long to);
}
