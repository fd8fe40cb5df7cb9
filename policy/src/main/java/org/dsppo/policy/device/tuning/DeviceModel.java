package org.dsppo.policy.device.tuning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The exact model of a device: what a configuration costs at given arrival rates, and which is
 * best. One instance serves one thread.
 */
public final class DeviceModel {
    private final TunedDevice device;
    private final List<CostTable> tables;
    private final ConfigurationSearch search;

    public DeviceModel(TunedDevice device) {
        this.device = device;
        this.tables =
                device.classes().stream()
                        .map(each -> new CostTable(each, device.waitingPlaces()))
                        .toList();
        this.search = new ConfigurationSearch(device, TuningCost.SHARE_PRICE);
    }

    public TunedDevice device() {
        return device;
    }

    /** The configuration of least cost, where costs are in the unit of J. */
    DeviceConfiguration best(ClassCosts costs, DeviceConfiguration... hints) {
        List<DeviceConfiguration> starts = new ArrayList<>(List.of(hints));
        starts.add(equalShares());
        for (int at = 0; hints.length == 0 && at < device.size(); at++) {
            starts.add(favouring(at));
        }
        return search.best(starts, costs);
    }

    /** The best that a descent from one configuration reaches. */
    DeviceConfiguration bestFrom(ClassCosts costs, DeviceConfiguration start) {
        return search.best(List.of(start), costs);
    }

    double cost(DeviceConfiguration configuration, ClassCosts costs) {
        return search.cost(configuration, costs);
    }

    /** Cost per second of a class, in stand-alone times. */
    double perSecond(int at, double rate, int percent, int batchMax) {
        return tables.get(at).perSecond(rate, percent, batchMax);
    }

    DeviceConfiguration equalShares() {
        int[] percents = new int[device.size()];
        int[] batches = new int[device.size()];
        Arrays.fill(percents, 100 / device.size());
        Arrays.fill(batches, 1);
        return withLongestBatches(percents, batches);
    }

    private DeviceConfiguration favouring(int favoured) {
        int rest = 20 / Math.max(device.size() - 1, 1);
        int[] percents =
                IntStream.range(0, device.size())
                        .map(
                                at ->
                                        at == favoured
                                                ? 80
                                                : Math.max(rest, TunedDevice.SMALLEST_PERCENT))
                        .toArray();
        int[] batches = IntStream.range(0, device.size()).map(at -> 1).toArray();
        batches[favoured] = device.largestBatch(favoured, batches);
        return withLongestBatches(percents, batches);
    }

    /** Lengthens the batches in turn until the memory is full. */
    private DeviceConfiguration withLongestBatches(int[] percents, int[] batches) {
        boolean grown = true;
        while (grown) {
            grown = false;
            for (int at = 0; at < batches.length; at++) {
                if (batches[at] < device.largestBatch(at, batches)) {
                    batches[at]++;
                    grown = true;
                }
            }
        }
        return DeviceConfiguration.of(device, percents, batches);
    }
}
