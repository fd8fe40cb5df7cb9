package org.dsppo.jobs.agent.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ascend NPUs by the table of {@code npu-smi info}: two lines a chip. The first names the card and
 * its health; the second has a bus address, how busy the cores are, and memory: that of the chip
 * and, in the newer layout, HBM after it, which then counts. Where the second line begins with two
 * numbers, the latter is the device's own; else devices are numbered as they come.
 */
final class NpuSmi implements DeviceMonitor {

    private static final Pattern BUS =
            Pattern.compile("[0-9A-Fa-f]{4,8}:[0-9A-Fa-f]{2}:[0-9A-Fa-f]{2}\\.[0-9A-Fa-f]");
    private static final Pattern USED_OF_TOTAL = Pattern.compile("(\\d{1,9})\\s*/\\s*(\\d{1,9})");
    private static final Set<String> WELL = Set.of("OK", "Warning");

    @Override
    public String tool() {
        return "npu-smi";
    }

    @Override
    public List<DeviceReading> read(Tools tools) throws ToolFailedException {
        String text = tools.run("npu-smi", "info");
        if (!text.contains("AICore")) {
            throw new ToolFailedException("no table of chips in its output");
        }
        List<DeviceReading> devices = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        String health = null;
        for (String line : text.lines().toList()) {
            List<String> cells = cells(line);
            if (cells.size() >= 3 && health != null && BUS.matcher(cells.get(1)).matches()) {
                Integer number = number(cells.get(0), devices.size());
                if (DeviceReading.isNumber(number) && numbers.add(number)) {
                    devices.add(chip(number, cells.get(2), WELL.contains(health)));
                }
                health = null;
            } else {
                health = cells.size() >= 3 ? cells.get(1) : null;
            }
        }
        return devices;
    }

    private static List<String> cells(String line) {
        return line.startsWith("|")
                ? Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList()
                : List.of();
    }

    private static Integer number(String cell, int position) {
        String[] words = cell.split("\\s+");
        return words.length > 1 ? Figures.whole(words[1]) : Integer.valueOf(position);
    }

    private static DeviceReading chip(int number, String cell, boolean healthy) {
        Double used = null;
        Double total = null;
        Matcher memory = USED_OF_TOTAL.matcher(cell);
        while (memory.find()) {
            Double its = Figures.number(memory.group(2));
            if (its != null && its > 0) {
                used = Figures.number(memory.group(1));
                total = its;
            }
        }
        return DeviceReading.of(
                DeviceVendor.ASCEND,
                number,
                Integer.toString(number),
                1,
                total,
                Figures.number(cell.split("\\s+")[0]),
                used,
                healthy);
    }
}
