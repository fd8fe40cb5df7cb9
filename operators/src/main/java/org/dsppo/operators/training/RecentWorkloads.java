package org.dsppo.operators.training;

import org.dsppo.policy.simulation.Workload;

/** Stretches of what arrived lately, by sequence numbers. */
public interface RecentWorkloads {

    /** The oldest arrival there is. */
    long begin();

    /** The next arrival. */
    long end();

    /** A stretch from time 0 on; null if some of it is gone or there is no catalogue. */
    Workload between(long from, long to);
}
