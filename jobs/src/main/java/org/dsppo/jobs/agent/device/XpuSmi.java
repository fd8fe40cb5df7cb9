package org.dsppo.jobs.agent.device;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * GPUs of Intel: which there are and their memory by {@code xpu-smi discovery}, what is in use by
 * {@code xpu-smi dump}, which not everybody may ask. A GPU of several tiles has a line for each; it
 * is as busy as the busiest.
 */
final class XpuSmi implements DeviceMonitor {

    private static final List<String> BUSY =
            List.of("gpu utilization (%)", "average % utilization of all gpu engines");

    @Override
    public String tool() {
        return "xpu-smi";
    }

    @Override
    public List<DeviceReading> read(Tools tools) throws ToolFailedException {
        Csv devices =
                Csv.parse(
                        tools.run("xpu-smi", "discovery", "--dump", "1,2,16"),
                        names -> names.contains("Device ID"));
        Map<Integer, Usage> usages = usages(tools);
        List<DeviceReading> readings = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        for (List<String> row : devices.rows()) {
            Integer number = Figures.whole(devices.field(row, "device id"));
            if (DeviceReading.isNumber(number) && numbers.add(number)) {
                Usage usage = usages.getOrDefault(number, Usage.UNKNOWN);
                readings.add(
                        DeviceReading.of(
                                DeviceVendor.INTEL,
                                number,
                                Integer.toString(number),
                                1,
                                Figures.megabytes(
                                        devices.field(row, "memory physical size"), "MiB"),
                                usage.busyPercent,
                                usage.memoryMb,
                                true));
            }
        }
        return readings;
    }

    private static Map<Integer, Usage> usages(Tools tools) {
        Map<Integer, Usage> usages = new HashMap<>();
        try {
            Csv table =
                    Csv.parse(
                            tools.run("xpu-smi", "dump", "-d", "-1", "-m", "0,18", "-n", "1"),
                            names -> names.contains("DeviceId"));
            for (List<String> row : table.rows()) {
                Integer number = Figures.whole(table.field(row, "deviceid"));
                if (number != null) {
                    Double busy = null;
                    for (String name : BUSY) {
                        busy = busy == null ? Figures.number(table.field(row, name)) : busy;
                    }
                    Double memory = Figures.number(table.field(row, "gpu memory used (mib)"));
                    usages.merge(number, new Usage(busy, memory), Usage::with);
                }
            }
        } catch (ToolFailedException e) {
            // The devices are there, and how busy they are is not for everybody to see.
            usages.clear();
        }
        return usages;
    }

    private record Usage(Double busyPercent, Double memoryMb) {
        static final Usage UNKNOWN = new Usage(null, null);

        Usage with(Usage tile) {
            return new Usage(
                    busyPercent == null || tile.busyPercent == null
                            ? null
                            : Double.valueOf(Math.max(busyPercent, tile.busyPercent)),
                    memoryMb == null || tile.memoryMb == null ? null : memoryMb + tile.memoryMb);
        }
    }
}
