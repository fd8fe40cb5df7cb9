package org.dsppo.policy.learned.features;

/**
 * Offered load of a cell over a short, a long and a very long window, in units of what the cell can
 * carry. Windows are multiples of the mix's mean shortest run time, so that a policy means the same
 * for tasks of seconds and of hours.
 */
final class LoadMeter {

    private static final double[] WINDOWS = {0.4, 4, 40};
    private static final double FORGET_AFTER_TASKS = 100;

    private final double[] work = new double[WINDOWS.length];
    private double meanRuntimeMillis;
    private long arrivals;
    private long beganAtMillis;
    private long atMillis;

    /** Lets time pass. */
    void advance(long nowMillis) {
        if (arrivals == 0) {
            beganAtMillis = nowMillis;
        } else if (nowMillis > atMillis) {
            for (int i = 0; i < work.length; i++) {
                work[i] *= StrictMath.exp((atMillis - nowMillis) / windowMillis(i));
            }
        }
        atMillis = Math.max(atMillis, nowMillis);
    }

    /**
     * A task arrived.
     *
     * @param runtimeMillis its shortest run time
     * @param costMillis its price
     */
    void arrived(double runtimeMillis, double costMillis) {
        arrivals++;
        double weight = 1 / Math.min(arrivals, FORGET_AFTER_TASKS);
        meanRuntimeMillis += weight * (runtimeMillis - meanRuntimeMillis);
        for (int i = 0; i < work.length; i++) {
            work[i] += costMillis;
        }
    }

    /** Load ρ over a window, 0 for the shortest. */
    double load(int window) {
        double length = windowMillis(window);
        double seen = Math.max(atMillis - beganAtMillis, 0.25 * windowMillis(0)) / length;
        return work[window] / length / (seen > 20 ? 1 : -StrictMath.expm1(-seen));
    }

    /** Mean shortest run time of the tasks that arrived, milliseconds. */
    double meanRuntimeMillis() {
        return Math.max(1, meanRuntimeMillis);
    }

    private double windowMillis(int window) {
        return WINDOWS[window] * meanRuntimeMillis();
    }
}
