package org.dsppo.jobs.agent.device;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The GPU of a Jetson by a line of {@code tegrastats}. It uses the memory of the machine, so that
 * is its memory. From Thor on the line does not say how busy it is.
 */
final class Tegrastats implements DeviceMonitor {

    private static final Pattern MEMORY =
            Pattern.compile("(?:^|\\s)RAM (\\d{1,12})/(\\d{1,12})([kMG]?B)\\b");
    private static final Pattern BUSY = Pattern.compile("\\bGR3D_FREQ (\\d{1,3})%");

    @Override
    public String tool() {
        return "tegrastats";
    }

    @Override
    public List<DeviceReading> read(Tools tools) throws ToolFailedException {
        String line = tools.firstLine("tegrastats", "--interval", "1000");
        Matcher memory = MEMORY.matcher(line);
        if (!memory.find()) {
            throw new ToolFailedException("no amount of RAM in its line");
        }
        Matcher busy = BUSY.matcher(line);
        return List.of(
                DeviceReading.of(
                        DeviceVendor.JETSON,
                        0,
                        "0",
                        1,
                        Figures.megabytes(memory.group(2), memory.group(3)),
                        busy.find() ? Double.valueOf(busy.group(1)) : null,
                        Figures.megabytes(memory.group(1), memory.group(3)),
                        true));
    }
}
