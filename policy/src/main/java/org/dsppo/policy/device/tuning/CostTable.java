package org.dsppo.policy.device.tuning;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.dsppo.policy.device.batchqueue.BatchQueue;

/**
 * Exact costs of one class by arrival rate, share and largest batch, solved on first use and kept.
 *
 * <p>Rates are rounded to steps of 2 %, far below what can be told from a second of arrivals. One
 * instance serves one thread.
 */
final class CostTable {
    private static final double RATE_STEP = Math.log(1.02);
    private static final int BATCHES = TunedDevice.LARGEST_BATCH + 1;

    private final TunedClass tunedClass;
    private final int waitingPlaces;
    private final Map<Integer, double[]> byRate = new HashMap<>();

    CostTable(TunedClass tunedClass, int waitingPlaces) {
        this.tunedClass = tunedClass;
        this.waitingPlaces = waitingPlaces;
    }

    /** Cost per second in stand-alone times: λ·y, or 0 without arrivals. */
    double perSecond(double arrivalsPerSecond, int percent, int batchMax) {
        if (arrivalsPerSecond <= 0) {
            return 0;
        }
        int step = (int) Math.rint(Math.log(arrivalsPerSecond) / RATE_STEP);
        double[] costs = byRate.computeIfAbsent(step, CostTable::unsolved);
        int at = percent * BATCHES + batchMax;
        if (Double.isNaN(costs[at])) {
            double rate = Math.exp(step * RATE_STEP);
            BatchQueue queue =
                    new BatchQueue(
                            rate, 1, batchMax, waitingPlaces, tunedClass.law(), percent / 100.0);
            costs[at] = rate * TuningCost.perArrival(tunedClass, queue);
        }
        return costs[at];
    }

    private static double[] unsolved(int step) {
        double[] costs = new double[101 * BATCHES];
        Arrays.fill(costs, Double.NaN);
        return costs;
    }
}
