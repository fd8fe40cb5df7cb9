package org.dsppo.policy.device.tuning;

/** True arrival rates of all classes over the time of an episode; warm-up has negative times. */
public interface ArrivalRates {

    /** Rate of a class at a time, in tasks/s. */
    double at(int tunedClass, double seconds);

    /** A rate that the class never exceeds, in tasks/s. */
    double ceiling(int tunedClass);
}
