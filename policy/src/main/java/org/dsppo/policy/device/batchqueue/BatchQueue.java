package org.dsppo.policy.device.batchqueue;

/**
 * One task class on its share of a device: Poisson arrivals, a server that takes between {@code
 * batchMin} and {@code batchMax} tasks at once, and a finite waiting room; M/D(a,b)/1/N.
 *
 * <p>The waiting room does not count the batch in service. An idle server starts when {@code
 * batchMin} tasks wait; an arrival is lost exactly when the server is busy and {@code
 * waitingPlaces} wait.
 *
 * @param arrivalsPerSecond λ, positive, at most 1e12
 * @param batchMin a, 1 or more
 * @param batchMax b, a or more
 * @param waitingPlaces N, a − 1 or more
 * @param law time of a batch
 * @param share α of the device, in (0, 1]
 */
public record BatchQueue(
        double arrivalsPerSecond,
        int batchMin,
        int batchMax,
        int waitingPlaces,
        ServiceLaw law,
        double share) {

    /** Larger rooms would make the exact solution take seconds. */
    public static final int LARGEST_ROOM = 2000;

    private static final double MOST_ARRIVALS = 1e12;

    public BatchQueue {
        require(
                "lambda",
                arrivalsPerSecond,
                arrivalsPerSecond > 0 && arrivalsPerSecond <= MOST_ARRIVALS,
                "more than 0 and at most %s tasks/s".formatted(MOST_ARRIVALS));
        require("a", batchMin, batchMin >= 1, "1 or more");
        require("b", batchMax, batchMax >= batchMin, "a = " + batchMin + " or more");
        require(
                "N",
                waitingPlaces,
                waitingPlaces >= batchMin - 1 && waitingPlaces <= LARGEST_ROOM,
                "a - 1 = %d to %d".formatted(batchMin - 1, LARGEST_ROOM));
        require("alpha", share, share > 0 && share <= 1, "(0, 1]");
    }

    /** How many tasks go into the batch that starts when this many wait and the server is free. */
    int batchFor(int waiting) {
        return waiting < batchMin ? batchMin : Math.min(waiting, batchMax);
    }

    double serviceSeconds(int batch) {
        return law.seconds(batch, share);
    }

    private static void require(String name, Number value, boolean valid, String expected) {
        if (!valid) {
            throw new IllegalArgumentException(
                    "%s is %s, expected %s".formatted(name, value, expected));
        }
    }
}
