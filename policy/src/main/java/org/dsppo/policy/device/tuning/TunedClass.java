package org.dsppo.policy.device.tuning;

import java.io.Serializable;
import org.dsppo.policy.device.batchqueue.ServiceLaw;

/**
 * A task class that a device serves in batches.
 *
 * @param name for people
 * @param law time of a batch
 * @param baseMemoryGigabytes what it takes to be loaded
 * @param itemMemoryGigabytes what each item of its largest batch adds
 */
public record TunedClass(
        String name, ServiceLaw law, double baseMemoryGigabytes, double itemMemoryGigabytes)
        implements Serializable {

    public double memoryGigabytes(int batchMax) {
        return baseMemoryGigabytes + itemMemoryGigabytes * batchMax;
    }
}
