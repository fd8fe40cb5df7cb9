package org.dsppo.policy.device.tuning;

import org.dsppo.policy.device.batchqueue.QueueTally;

/**
 * What can be seen of one class at the end of a step.
 *
 * @param tally of the step
 * @param waiting tasks in its queue now
 */
public record ClassObservation(QueueTally tally, int waiting) {

    /** Arrivals per second of the step, lost ones included; 0 for an empty step. */
    public double arrivalsPerSecond() {
        return tally.seconds() > 0 ? tally.arrivals() / tally.seconds() : 0;
    }
}
