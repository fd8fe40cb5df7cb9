package org.dsppo.jobs.agent.device;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of divided GPUs as {@code nvidia-smi -L} lists them, below a line for their GPU. A
 * profile such as {@code 3g.20gb} has three of the GPU's seven slices; {@code 1c.3g.40gb} one of
 * the three, and shares the memory with the others.
 */
final class MigListing {

    /** Slices of computing that a whole GPU has. */
    private static final double SLICES = 7;

    /** What a profile's name says of memory is rounded up, by up to an eighth. */
    private static final double LEAST_OF_NAMED = 0.875;

    private static final Pattern GPU = Pattern.compile("GPU (\\d{1,4}): .*");
    private static final Pattern PART =
            Pattern.compile(
                    "\\s*MIG (?:([1-7])c\\.)?([1-7])g\\.(\\d{1,4})gb\\S*\\s+Device\\s+(\\d{1,3}): \\(UUID: (MIG-[^)]+)\\)\\s*");

    /** One part: of which GPU, its number there, and what it is called. */
    record Part(int gpu, int device, String uuid, double units, double memoryMb) {

        /** As a device; its memory is that of the table where it stands there. */
        DeviceReading reading(int number, MigMemory table, boolean healthy) {
            MigMemory.Usage usage = table.of(gpu, device);
            return DeviceReading.of(
                    DeviceVendor.NVIDIA,
                    number,
                    uuid,
                    units,
                    usage == null ? Double.valueOf(memoryMb) : usage.totalMb(),
                    null,
                    usage == null ? null : usage.usedMb(),
                    healthy);
        }
    }

    private final List<Part> parts;

    private MigListing(List<Part> parts) {
        this.parts = parts;
    }

    static MigListing parse(String text) {
        List<Part> parts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int gpu = -1;
        for (String line : text.lines().toList()) {
            Matcher matcher = GPU.matcher(line);
            if (matcher.matches()) {
                gpu = Integer.parseInt(matcher.group(1));
                continue;
            }
            matcher = PART.matcher(line);
            if (matcher.matches()
                    && gpu >= 0
                    && DeviceReading.isSelector(matcher.group(5))
                    && seen.add(matcher.group(5))) {
                parts.add(part(gpu, matcher));
            }
        }
        return new MigListing(parts);
    }

    private static Part part(int gpu, Matcher matcher) {
        double slices = Double.parseDouble(matcher.group(2));
        double own =
                matcher.group(1) == null
                        ? slices
                        : Math.min(slices, Double.parseDouble(matcher.group(1)));
        double memory = Double.parseDouble(matcher.group(3)) * 1024 * LEAST_OF_NAMED;
        return new Part(
                gpu,
                Integer.parseInt(matcher.group(4)),
                matcher.group(5),
                own / SLICES,
                memory * own / slices);
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    List<Part> of(int gpu) {
        return parts.stream().filter(part -> part.gpu == gpu).toList();
    }
}
