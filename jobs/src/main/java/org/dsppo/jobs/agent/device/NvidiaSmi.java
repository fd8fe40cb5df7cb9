package org.dsppo.jobs.agent.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * GPUs of NVIDIA by {@code nvidia-smi --query-gpu=…}. A GPU that MIG divides is replaced by its
 * parts, which the listing {@code -L} names.
 *
 * <p>Parts make the tool's numbers ambiguous: where there are any, devices are numbered in the
 * order in which they are listed. A Jetson's GPU is left to {@link Tegrastats}, which knows its
 * memory.
 */
final class NvidiaSmi implements DeviceMonitor {

    private static final String[] QUERY = {
        "nvidia-smi",
        "--query-gpu=index,uuid,name,memory.total,memory.used,utilization.gpu",
        "--format=csv"
    };
    private static final Pattern JETSON =
            Pattern.compile("(?i).*\\b(thor|orin|xavier|tegra|nvgpu)\\b.*");
    private static final Pattern BROKEN =
            Pattern.compile("(?i).*(error|err!|requires reset|is lost|fallen off).*");

    @Override
    public String tool() {
        return "nvidia-smi";
    }

    @Override
    public List<DeviceReading> read(Tools tools) throws ToolFailedException {
        List<Gpu> gpus = gpus(tools.run(QUERY));
        if (gpus.isEmpty()) {
            return List.of();
        }
        MigListing mig = MigListing.parse(tools.run("nvidia-smi", "-L"));
        if (mig.isEmpty()) {
            return gpus.stream().map(gpu -> gpu.reading(gpu.index)).toList();
        }
        MigMemory memory = MigMemory.parse(tools.run("nvidia-smi"));
        List<DeviceReading> devices = new ArrayList<>();
        for (Gpu gpu : gpus) {
            List<MigListing.Part> parts = mig.of(gpu.index);
            if (parts.isEmpty()) {
                devices.add(gpu.reading(devices.size()));
            }
            for (MigListing.Part part : parts) {
                devices.add(part.reading(devices.size(), memory, gpu.healthy));
            }
        }
        return devices;
    }

    private static List<Gpu> gpus(String text) throws ToolFailedException {
        if (text.toLowerCase(Locale.ROOT).contains("no devices were found")) {
            return List.of();
        }
        Csv table = Csv.parse(text, names -> names.contains("index") && names.contains("uuid"));
        List<Gpu> gpus = new ArrayList<>();
        for (List<String> row : table.rows()) {
            Integer index = Figures.whole(table.field(row, "index"));
            String uuid = table.field(row, "uuid");
            String name = table.field(row, "name");
            Double memory = Figures.megabytes(table.field(row, "memory.total"), "MiB");
            boolean jetson = memory == null && name != null && JETSON.matcher(name).matches();
            boolean twice = gpus.stream().anyMatch(gpu -> gpu.isCalled(index, uuid));
            if (DeviceReading.isNumber(index)
                    && DeviceReading.isSelector(uuid)
                    && !jetson
                    && !twice) {
                gpus.add(
                        new Gpu(
                                index,
                                uuid,
                                memory,
                                Figures.megabytes(table.field(row, "memory.used"), "MiB"),
                                Figures.number(table.field(row, "utilization.gpu")),
                                row.stream().noneMatch(field -> BROKEN.matcher(field).matches())));
            }
        }
        return gpus;
    }

    private record Gpu(
            int index,
            String uuid,
            Double memoryMb,
            Double usedMemoryMb,
            Double busyPercent,
            boolean healthy) {

        boolean isCalled(Integer number, String name) {
            return Integer.valueOf(index).equals(number) || uuid.equals(name);
        }

        DeviceReading reading(int number) {
            return DeviceReading.of(
                    DeviceVendor.NVIDIA,
                    number,
                    uuid,
                    1,
                    memoryMb,
                    busyPercent,
                    usedMemoryMb,
                    healthy);
        }
    }
}
