package org.dsppo.operators.serving;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A part of every day, UTC; one that ends before it begins goes past midnight.
 *
 * @param fromMillis when it begins, since midnight
 * @param toMillis when it is over
 */
public record DailyWindow(long fromMillis, long toMillis) implements Serializable {

    private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

    /**
     * Reads windows such as {@code 02:00-02:30,14:00-14:10}.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static List<DailyWindow> parse(String text) {
        List<DailyWindow> windows = new ArrayList<>();
        for (String each : text.isBlank() ? new String[0] : text.split(",")) {
            String[] ends = each.trim().split("-", -1);
            if (ends.length != 2) {
                throw malformed(each);
            }
            try {
                long from = millis(ends[0]);
                long to = millis(ends[1]);
                if (from == to) {
                    throw malformed(each);
                }
                windows.add(new DailyWindow(from, to));
            } catch (DateTimeException e) {
                throw malformed(each);
            }
        }
        return List.copyOf(windows);
    }

    private static IllegalArgumentException malformed(String window) {
        return new IllegalArgumentException(
                "%s is no window, expected one such as 02:00-02:30".formatted(window.trim()));
    }

    private static long millis(String time) {
        return TimeUnit.NANOSECONDS.toMillis(LocalTime.parse(time.trim()).toNanoOfDay());
    }

    /** True if a moment, in milliseconds since the epoch, falls into it. */
    public boolean contains(long epochMillis) {
        long now = Math.floorMod(epochMillis, DAY_MILLIS);
        return fromMillis < toMillis
                ? fromMillis <= now && now < toMillis
                : fromMillis <= now || now < toMillis;
    }
}
