package org.dsppo.policy.device.tuning;

import java.util.List;

/**
 * Finds the configuration of least cost, a sum over classes plus the price of the shares.
 *
 * <p>Descent by moving per cent between classes or from and to what is free, and by lengthening or
 * shortening batches, in steps that shrink from 16 to 1. The sum is close to convex unless classes
 * overflow, so descents from a few quite different starts, the present configuration among them,
 * find the best of the whole grid.
 */
final class ConfigurationSearch {
    private static final int[] STEPS = {16, 8, 4, 2, 1};

    private final TunedDevice device;
    private final double sharePrice;

    /**
     * @param sharePrice of the whole device, in the unit of the costs
     */
    ConfigurationSearch(TunedDevice device, double sharePrice) {
        this.device = device;
        this.sharePrice = sharePrice;
    }

    /** The best that is found from these starts. */
    DeviceConfiguration best(List<DeviceConfiguration> starts, ClassCosts costs) {
        DeviceConfiguration best = null;
        double least = Double.POSITIVE_INFINITY;
        for (DeviceConfiguration start : starts) {
            Descent descent = new Descent(start, costs);
            descent.run();
            double cost = descent.total();
            if (cost < least) {
                least = cost;
                best = DeviceConfiguration.of(device, descent.percents, descent.batches);
            }
        }
        return best;
    }

    /** Cost of a configuration. */
    double cost(DeviceConfiguration configuration, ClassCosts costs) {
        double sum = sharePrice * configuration.percentSum() / 100;
        for (int at = 0; at < device.size(); at++) {
            sum += costs.cost(at, configuration.percent(at), configuration.batchMax(at));
        }
        return sum;
    }

    /** One descent; index {@code free} stands for the share that no class has. */
    private final class Descent {
        private final ClassCosts costs;
        private final int[] percents;
        private final int[] batches;
        private final double[] present;
        private final int free = device.size();

        Descent(DeviceConfiguration start, ClassCosts costs) {
            this.costs = costs;
            this.percents = start.percents();
            this.batches = start.batches();
            this.present = new double[device.size()];
            for (int at = 0; at < present.length; at++) {
                present[at] = costs.cost(at, percents[at], batches[at]);
            }
        }

        double total() {
            double sum = sharePrice * (100 - freePercent()) / 100;
            for (double each : present) {
                sum += each;
            }
            return sum;
        }

        void run() {
            for (int step : STEPS) {
                boolean moved = true;
                while (moved) {
                    moved = false;
                    for (int at = 0; at < device.size(); at++) {
                        moved |= lengthen(at, step) || lengthen(at, -step);
                        moved |= tradeMemory(at, step);
                    }
                    for (int from = 0; from <= free; from++) {
                        for (int to = 0; to <= free; to++) {
                            moved |= from != to && shift(from, to, step);
                        }
                    }
                }
            }
        }

        private int freePercent() {
            int left = 100;
            for (int percent : percents) {
                left -= percent;
            }
            return left;
        }

        private boolean shift(int from, int to, int step) {
            int available =
                    from == free ? freePercent() : percents[from] - TunedDevice.SMALLEST_PERCENT;
            boolean possible =
                    available >= step
                            && (to == free || percents[to] + step <= TunedDevice.LARGEST_PERCENT);
            if (!possible) {
                return false;
            }
            double gain = 0;
            double fromCost = 0;
            double toCost = 0;
            if (from == free) {
                gain -= sharePrice * step / 100;
            } else {
                fromCost = costs.cost(from, percents[from] - step, batches[from]);
                gain += present[from] - fromCost;
            }
            if (to == free) {
                gain += sharePrice * step / 100;
            } else {
                toCost = costs.cost(to, percents[to] + step, batches[to]);
                gain += present[to] - toCost;
            }
            if (!isGain(gain)) {
                return false;
            }
            if (from != free) {
                percents[from] -= step;
                present[from] = fromCost;
            }
            if (to != free) {
                percents[to] += step;
                present[to] = toCost;
            }
            return true;
        }

        private boolean lengthen(int at, int step) {
            int longer = batches[at] + step;
            if (longer < 1 || longer > device.largestBatch(at, batches)) {
                return false;
            }
            double cost = costs.cost(at, percents[at], longer);
            if (!isGain(present[at] - cost)) {
                return false;
            }
            batches[at] = longer;
            present[at] = cost;
            return true;
        }

        /** A longer batch where memory is short: some other class gives up what it takes. */
        private boolean tradeMemory(int at, int step) {
            int longer = batches[at] + step;
            if (longer <= device.largestBatch(at, batches) || longer > TunedDevice.LARGEST_BATCH) {
                return false;
            }
            int before = batches[at];
            for (int giver = 0; giver < device.size(); giver++) {
                int kept = batches[giver];
                batches[at] = longer;
                int left = giver == at ? 0 : device.largestBatch(giver, batches);
                if (left < kept && giver != at) {
                    batches[giver] = left;
                    double longerCost = costs.cost(at, percents[at], longer);
                    double leftCost = costs.cost(giver, percents[giver], left);
                    double gain = present[at] + present[giver] - longerCost - leftCost;
                    if (device.fits(batches) && isGain(gain)) {
                        present[at] = longerCost;
                        present[giver] = leftCost;
                        return true;
                    }
                    batches[giver] = kept;
                }
                batches[at] = before;
            }
            return false;
        }

        /** Rounding must not make it run in circles. */
        private boolean isGain(double gain) {
            return gain > 1e-10 * (1 + Math.abs(total()));
        }
    }
}
