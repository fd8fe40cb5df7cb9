package org.dsppo.jobs.agent.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Processors by {@code /proc/stat}: how many, and how many were busy since the last reading. */
final class ProcessorTimes {

    private static final int IDLE = 4;
    private static final int WAITING_FOR_DISK = 5;
    private static final int LAST_THAT_COUNTS = 8;

    private final SystemFiles files;
    private long busyBefore = -1;
    private long totalBefore;

    ProcessorTimes(SystemFiles files) {
        this.files = files;
    }

    void read(Map<String, Double> capacity, Map<String, Double> used) {
        List<String> lines = files.lines("proc/stat");
        long count = lines.stream().filter(line -> line.matches("cpu\\d+ .*")).count();
        if (count == 0) {
            return;
        }
        double limit = limit().orElse((double) count);
        capacity.put("cpu", Math.min(count, limit));
        lines.stream()
                .filter(line -> line.startsWith("cpu "))
                .findFirst()
                .flatMap(line -> busyShare(line.split("\\s+")))
                .ifPresent(share -> used.put("cpu", Math.min(count, limit) * share));
    }

    private Optional<Double> busyShare(String[] words) {
        long busy = 0;
        long total = 0;
        for (int i = 1; i < words.length && i <= LAST_THAT_COUNTS; i++) {
            long ticks = SystemFiles.number(words[i]).orElse(0L);
            total += ticks;
            busy += i == IDLE || i == WAITING_FOR_DISK ? 0 : ticks;
        }
        long busySince = busy - busyBefore;
        long totalSince = total - totalBefore;
        boolean first = busyBefore < 0;
        busyBefore = busy;
        totalBefore = total;
        return first || totalSince <= 0 || busySince < 0 || busySince > totalSince
                ? Optional.empty()
                : Optional.of((double) busySince / totalSince);
    }

    /** Cores that a container may use at most: quota and period in microseconds. */
    private Optional<Double> limit() {
        return files.first("sys/fs/cgroup/cpu.max")
                .map(line -> line.split("\\s+"))
                .filter(words -> words.length == 2)
                .flatMap(
                        words ->
                                SystemFiles.number(words[0])
                                        .flatMap(
                                                quota ->
                                                        SystemFiles.number(words[1])
                                                                .filter(period -> period > 0)
                                                                .map(
                                                                        period ->
                                                                                (double) quota
                                                                                        / period)));
    }
}
