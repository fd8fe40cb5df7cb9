package org.dsppo.policy.device.tuning;

import java.util.Arrays;

/**
 * Shares and batch bounds of all classes on a device; immutable.
 *
 * <p>A class of a device waits for no second task: a smallest batch above 1 gains at most 0.4 % and
 * hurts when load is light, so only the largest batch is tuned.
 */
public final class DeviceConfiguration {
    private final int[] percents;
    private final int[] batchMax;

    private DeviceConfiguration(int[] percents, int[] batchMax) {
        this.percents = percents;
        this.batchMax = batchMax;
    }

    /**
     * @param percents of the device by class
     * @param batchMax largest batch by class
     * @throws IllegalArgumentException if the device cannot be set so
     */
    public static DeviceConfiguration of(TunedDevice device, int[] percents, int[] batchMax) {
        DeviceConfiguration configuration =
                new DeviceConfiguration(percents.clone(), batchMax.clone());
        if (percents.length != device.size() || batchMax.length != device.size()) {
            throw new IllegalArgumentException(
                    "%s is for another number of classes than %d"
                            .formatted(configuration, device.size()));
        }
        boolean sharesFit =
                configuration.percentSum() <= 100
                        && Arrays.stream(percents).allMatch(p -> p >= TunedDevice.SMALLEST_PERCENT);
        boolean batchesFit =
                Arrays.stream(batchMax).allMatch(b -> b >= 1 && b <= TunedDevice.LARGEST_BATCH)
                        && device.fits(batchMax);
        if (!sharesFit || !batchesFit) {
            throw new IllegalArgumentException(
                    "%s is impossible: expected %d %% or more each, 100 %% or less together, batches of 1 to %d within %s GB"
                            .formatted(
                                    configuration,
                                    TunedDevice.SMALLEST_PERCENT,
                                    TunedDevice.LARGEST_BATCH,
                                    device.memoryGigabytes()));
        }
        return configuration;
    }

    /** What an episode begins with: equal shares and moderate batches, for three classes. */
    public static DeviceConfiguration initial(TunedDevice device) {
        return of(device, new int[] {33, 33, 33}, new int[] {16, 8, 12});
    }

    public int size() {
        return percents.length;
    }

    public int percent(int at) {
        return percents[at];
    }

    public double share(int at) {
        return percents[at] / 100.0;
    }

    public int batchMax(int at) {
        return batchMax[at];
    }

    public int percentSum() {
        return Arrays.stream(percents).sum();
    }

    int[] percents() {
        return percents.clone();
    }

    int[] batches() {
        return batchMax.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceConfiguration that
                && Arrays.equals(percents, that.percents)
                && Arrays.equals(batchMax, that.batchMax);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(percents) + Arrays.hashCode(batchMax);
    }

    @Override
    public String toString() {
        return "%s %% with batches to %s"
                .formatted(Arrays.toString(percents), Arrays.toString(batchMax));
    }
}
