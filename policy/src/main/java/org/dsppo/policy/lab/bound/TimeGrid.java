package org.dsppo.policy.lab.bound;

/**
 * Equal intervals of time from {@code startMillis} on.
 *
 * @param startMillis where the first interval begins
 * @param stepMillis length of an interval
 * @param steps number of intervals
 */
public record TimeGrid(double startMillis, double stepMillis, int steps) {

    /** Position of a time in steps, with fractions. */
    double position(double millis) {
        return (millis - startMillis) / stepMillis;
    }

    /** About half as many intervals over the same time. */
    TimeGrid coarser() {
        int fewer = Math.max(1, steps / 2);
        return new TimeGrid(startMillis, steps * stepMillis / fewer, fewer);
    }
}
