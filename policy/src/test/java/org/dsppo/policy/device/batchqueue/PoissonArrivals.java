package org.dsppo.policy.device.batchqueue;

import java.util.random.RandomGenerator;

/** Arrivals of a homogeneous Poisson process. */
public final class PoissonArrivals implements ArrivalTimes {
    private final double perSecond;
    private final RandomGenerator random;
    private double last;

    public PoissonArrivals(double perSecond, double startSeconds, RandomGenerator random) {
        this.perSecond = perSecond;
        this.last = startSeconds;
        this.random = random;
    }

    @Override
    public double next() {
        last -= Math.log1p(-random.nextDouble()) / perSecond;
        return last;
    }
}
