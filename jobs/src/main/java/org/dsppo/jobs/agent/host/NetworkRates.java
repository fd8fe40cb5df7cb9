package org.dsppo.jobs.agent.host;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Network cards that are up and know their speed, by {@code /sys/class/net} and {@code
 * /proc/net/dev}; what goes in and what goes out are counted apart, and the greater is in use.
 */
final class NetworkRates {

    private static final double BITS_PER_BYTE = 8;
    private static final double MOST_MBPS = 10_000_000;
    private static final int SENT_BYTES = 8;

    private record Counters(long receivedBytes, long sentBytes) {}

    private final SystemFiles files;
    private final LongSupplier nanoClock;
    private Map<String, Counters> before = Map.of();
    private long beforeNanos;

    NetworkRates(SystemFiles files, LongSupplier nanoClock) {
        this.files = files;
        this.nanoClock = nanoClock;
    }

    void read(Map<String, Double> capacity, Map<String, Double> used) {
        long now = nanoClock.getAsLong();
        Map<String, Counters> counters = counters();
        double speed = 0;
        double rate = 0;
        boolean measured = !before.isEmpty() && now > beforeNanos;
        for (String card : files.names("sys/class/net")) {
            Optional<Double> its = speedMbps(card);
            if (its.isPresent()) {
                speed += its.get();
                rate +=
                        measured
                                ? mbps(before.get(card), counters.get(card), now - beforeNanos)
                                : 0;
            }
        }
        if (speed > 0) {
            capacity.put("net", speed);
            if (measured) {
                used.put("net", Math.min(speed, rate));
            }
        }
        before = counters;
        beforeNanos = now;
    }

    private Optional<Double> speedMbps(String card) {
        String folder = "sys/class/net/" + card + "/";
        boolean real = files.exists(folder + "device");
        boolean up = files.first(folder + "operstate").filter("up"::equals).isPresent();
        return real && up
                ? files.first(folder + "speed")
                        .flatMap(SystemFiles::number)
                        .map(Long::doubleValue)
                        .filter(mbps -> mbps > 0 && mbps <= MOST_MBPS)
                : Optional.empty();
    }

    private static double mbps(Counters from, Counters to, long nanos) {
        if (from == null || to == null) {
            return 0;
        }
        long bytes = Math.max(to.receivedBytes - from.receivedBytes, to.sentBytes - from.sentBytes);
        // Below zero once the counters began anew. Bits a nanosecond are thousands of Mbit/s.
        return Math.max(0, bytes) * BITS_PER_BYTE / nanos * 1_000;
    }

    private Map<String, Counters> counters() {
        Map<String, Counters> counters = new HashMap<>();
        for (String line : files.lines("proc/net/dev")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String[] words = line.substring(colon + 1).strip().split("\\s+");
                if (words.length > SENT_BYTES) {
                    counters.put(
                            line.substring(0, colon).strip(),
                            new Counters(
                                    SystemFiles.number(words[0]).orElse(0L),
                                    SystemFiles.number(words[SENT_BYTES]).orElse(0L)));
                }
            }
        }
        return counters;
    }
}
