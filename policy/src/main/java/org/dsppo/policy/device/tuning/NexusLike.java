package org.dsppo.policy.device.tuning;

/**
 * Shares in proportion to the work of each class at its batch size, and the largest batches whose
 * time stays within a delay objective, after Nexus (Shen et al., SOSP 2019).
 *
 * <p>A task waits for up to one batch and is served in the next, so a batch may take half of the
 * objective, which is ten stand-alone times. Share and batch depend on each other and are found by
 * turns.
 */
final class NexusLike implements TuningController {
    private static final double OBJECTIVE = 10;
    private static final double SMOOTHING = .3;
    private static final int TURNS = 8;

    private final TunedDevice device;
    private final RateFilter filter;

    NexusLike(TuningSetting setting) {
        this.device = setting.model().device();
        this.filter = new RateFilter(device.size(), SMOOTHING);
    }

    @Override
    public DeviceConfiguration decide(TuningObservation observation) {
        double[] rates = filter.after(observation);
        int[] percents = observation.configuration().percents();
        int[] batches = observation.configuration().batches();
        for (int turn = 0; turn < TURNS; turn++) {
            for (int at = 0; at < batches.length; at++) {
                batches[at] = 1;
            }
            lengthen(percents, batches);
            percents = shares(rates, batches);
        }
        return DeviceConfiguration.of(device, percents, batches);
    }

    /** By turns one more item each, as long as time and memory allow. */
    private void lengthen(int[] percents, int[] batches) {
        boolean grown = true;
        while (grown) {
            grown = false;
            for (int at = 0; at < batches.length; at++) {
                TunedClass tuned = device.tunedClass(at);
                double seconds = tuned.law().seconds(batches[at] + 1, percents[at] / 100.0);
                boolean inTime = 2 * seconds <= OBJECTIVE * tuned.law().standaloneSeconds();
                if (inTime && batches[at] < device.largestBatch(at, batches)) {
                    batches[at]++;
                    grown = true;
                }
            }
        }
    }

    private int[] shares(double[] rates, int[] batches) {
        double[] work = new double[batches.length];
        double all = 0;
        for (int at = 0; at < work.length; at++) {
            double seconds = device.tunedClass(at).law().seconds(batches[at], 1);
            work[at] = Math.max(rates[at], 1e-3) * seconds / batches[at];
            all += work[at];
        }
        int spare = 100 - TunedDevice.SMALLEST_PERCENT * work.length;
        int[] percents = new int[work.length];
        for (int at = 0; at < work.length; at++) {
            percents[at] = TunedDevice.SMALLEST_PERCENT + (int) (spare * work[at] / all);
        }
        return percents;
    }
}
