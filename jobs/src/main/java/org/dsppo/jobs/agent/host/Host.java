package org.dsppo.jobs.agent.host;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The machine itself, by {@code /proc}, {@code /sys} and a file system. Inside a container its
 * limits by cgroup v2 count where they are lower. A file that is not there, or cannot be read as
 * expected, leaves out what it would tell.
 *
 * <p>Rates are those since the reading before.
 */
public final class Host {

    private static final double MB = 1 << 20;

    private final SystemFiles files;
    private final Path disk;
    private final ProcessorTimes processors;
    private final NetworkRates network;

    /**
     * @param root where {@code proc} and {@code sys} are, usually {@code /}
     * @param disk a place on the file system that tasks write to
     * @param nanoClock as {@link System#nanoTime}
     */
    public Host(Path root, Path disk, LongSupplier nanoClock) {
        this.files = new SystemFiles(root);
        this.disk = disk;
        this.processors = new ProcessorTimes(files);
        this.network = new NetworkRates(files, nanoClock);
    }

    /** The machine now. */
    public HostReading read() {
        Map<String, Double> capacity = new LinkedHashMap<>();
        Map<String, Double> used = new LinkedHashMap<>();
        processors.read(capacity, used);
        memory(capacity, used);
        disk(capacity, used);
        network.read(capacity, used);
        return new HostReading(capacity, used);
    }

    private void memory(Map<String, Double> capacity, Map<String, Double> used) {
        Map<String, Long> kilobytes = new LinkedHashMap<>();
        for (String line : files.lines("proc/meminfo")) {
            String[] words = line.split("[:\\s]+");
            if (words.length >= 2) {
                SystemFiles.number(words[1]).ifPresent(n -> kilobytes.put(words[0], n));
            }
        }
        Long total = kilobytes.get("MemTotal");
        if (total == null) {
            return;
        }
        double megabytes = total / 1024.0;
        Long available = kilobytes.get("MemAvailable");
        Double inUse = available == null ? null : Math.max(0, (total - available) / 1024.0);
        Double limit = files.first("sys/fs/cgroup/memory.max").map(Host::megabytes).orElse(null);
        if (limit != null && limit < megabytes) {
            megabytes = limit;
            inUse = files.first("sys/fs/cgroup/memory.current").map(Host::megabytes).orElse(inUse);
        }
        capacity.put("mem", megabytes);
        if (inUse != null) {
            used.put("mem", inUse);
        }
    }

    private static Double megabytes(String bytes) {
        return SystemFiles.number(bytes).map(n -> n / MB).orElse(null);
    }

    private void disk(Map<String, Double> capacity, Map<String, Double> used) {
        try {
            FileStore store = Files.getFileStore(disk);
            capacity.put("disk", store.getTotalSpace() / MB);
            used.put("disk", (store.getTotalSpace() - store.getUnallocatedSpace()) / MB);
        } catch (IOException e) {
            capacity.remove("disk");
        }
    }
}
