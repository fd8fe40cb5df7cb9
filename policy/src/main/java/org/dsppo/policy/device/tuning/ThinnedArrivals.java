package org.dsppo.policy.device.tuning;

import java.util.random.RandomGenerator;
import org.dsppo.policy.device.batchqueue.ArrivalTimes;

/**
 * Arrivals of a Poisson process whose rate changes: arrivals at the ceiling, each kept with the
 * present rate's part of it (Lewis and Shedler 1979).
 */
final class ThinnedArrivals implements ArrivalTimes {
    private final ArrivalRates rates;
    private final int tunedClass;
    private final RandomGenerator random;
    private final double ceiling;
    private double last;

    ThinnedArrivals(
            ArrivalRates rates, int tunedClass, double startSeconds, RandomGenerator random) {
        this.rates = rates;
        this.tunedClass = tunedClass;
        this.random = random;
        this.ceiling = rates.ceiling(tunedClass);
        this.last = startSeconds;
    }

    @Override
    public double next() {
        do {
            last -= Math.log1p(-random.nextDouble()) / ceiling;
        } while (random.nextDouble() * ceiling >= rates.at(tunedClass, last));
        return last;
    }
}
