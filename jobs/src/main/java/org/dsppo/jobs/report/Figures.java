package org.dsppo.jobs.report;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.dsppo.policy.lab.evaluation.RunSummary;

/** How figures are printed for people. */
public final class Figures {

    private Figures() {}

    /** Seconds with two decimals: {@code 56.58 s}. */
    public static String seconds(double millis) {
        return String.format(Locale.ROOT, "%.2f s", millis / 1000);
    }

    /** A length of time to two or three digits: {@code 4.2 s}, {@code 35 min}, {@code 5 h}. */
    public static String age(long millis) {
        if (millis < 100_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
        }
        long minutes = Math.round(millis / 60e3);
        if (minutes < 100) {
            return minutes + " min";
        }
        long hours = Math.round(millis / 3600e3);
        return hours < 100 ? hours + " h" : Math.round(millis / 86_400e3) + " days";
    }

    /** A share as per cent with one decimal: {@code 27.1 %}. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** Milliseconds with one decimal: {@code 4.2 ms}. */
    public static String millis(double millis) {
        return String.format(Locale.ROOT, "%.1f ms", millis);
    }

    /** A whole number with groups of three: {@code 2,000}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number without needless decimals: {@code 20}, {@code 2.5}. */
    public static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    /** The number of violations, with their kinds if there are any. */
    public static String violations(RunSummary summary) {
        Map<String, Long> kinds = summary.violations();
        long total = kinds.values().stream().mapToLong(Long::longValue).sum();
        if (total == 0) {
            return "0";
        }
        return total
                + kinds.entrySet().stream()
                        .map(kind -> kind.getKey() + " " + kind.getValue())
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
