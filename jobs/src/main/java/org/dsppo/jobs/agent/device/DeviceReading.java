package org.dsppo.jobs.agent.device;

import java.util.regex.Pattern;

/**
 * One device as its tool shows it at one moment. A value that cannot be is left out, whatever a
 * tool printed.
 *
 * @param vendor whose device it is
 * @param number the tool's own number of it, from 0
 * @param selector what names it to a process that is to use it
 * @param units accelerator units: 1, or less for a part of a device
 * @param memoryMb its memory, MB; null when the tool does not tell
 * @param usedUnits units in use by anybody; null when not measured
 * @param usedMemoryMb memory in use by anybody, MB; null when not measured
 * @param healthy false where the tool says that something is wrong with it
 */
public record DeviceReading(
        DeviceVendor vendor,
        int number,
        String selector,
        double units,
        Double memoryMb,
        Double usedUnits,
        Double usedMemoryMb,
        boolean healthy) {

    /** More devices than that are on no machine. */
    static final int MOST_DEVICES = 1_024;

    private static final double MOST_MEMORY_MB = 16_000_000;
    private static final Pattern SELECTOR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}");

    /** True if a tool's number of a device may be one. */
    static boolean isNumber(Integer number) {
        return number != null && number >= 0 && number < MOST_DEVICES;
    }

    /** True if a name may stand in an environment variable that lists devices. */
    static boolean isSelector(String text) {
        return text != null && SELECTOR.matcher(text).matches();
    }

    /**
     * A device of which what cannot be is left out.
     *
     * @param busyPercent how busy it is, 0 to 100; null when not measured
     */
    static DeviceReading of(
            DeviceVendor vendor,
            int number,
            String selector,
            double units,
            Double memoryMb,
            Double busyPercent,
            Double usedMemoryMb,
            boolean healthy) {
        Double memory = within(memoryMb, MOST_MEMORY_MB);
        memory = memory != null && memory > 0 ? memory : null;
        Double busy = within(busyPercent, 100);
        return new DeviceReading(
                vendor,
                number,
                selector,
                units,
                memory,
                busy == null ? null : busy / 100 * units,
                within(usedMemoryMb, memory == null ? MOST_MEMORY_MB : memory),
                healthy);
    }

    private static Double within(Double value, double most) {
        return value != null && value >= 0 && value <= most ? value : null;
    }
}
