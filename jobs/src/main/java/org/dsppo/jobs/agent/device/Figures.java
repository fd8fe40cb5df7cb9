package org.dsppo.jobs.agent.device;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as tools print them, with or without a unit; null for what is none. */
final class Figures {

    private static final Pattern NUMBER =
            Pattern.compile("\\s*(\\d{1,18}(?:\\.\\d{1,18})?)\\s*([A-Za-z%]*)\\s*");
    private static final Map<String, Double> MB_OF =
            Map.ofEntries(
                    Map.entry("b", 1.0 / (1 << 20)),
                    Map.entry("bytes", 1.0 / (1 << 20)),
                    Map.entry("kb", 1.0 / 1024),
                    Map.entry("kib", 1.0 / 1024),
                    Map.entry("mb", 1.0),
                    Map.entry("mib", 1.0),
                    Map.entry("gb", 1024.0),
                    Map.entry("gib", 1024.0));

    private Figures() {}

    /** A number, whatever its unit. */
    static Double number(String text) {
        Matcher matcher = text == null ? null : NUMBER.matcher(text);
        return matcher != null && matcher.matches() ? Double.valueOf(matcher.group(1)) : null;
    }

    /** A whole number from 0 on. */
    static Integer whole(String text) {
        Double number = number(text);
        return number != null && number == Math.rint(number) && number <= Integer.MAX_VALUE
                ? number.intValue()
                : null;
    }

    /**
     * An amount of memory, MB. Tools that say MB mean MiB, as this product does.
     *
     * @param unit what the amount is in unless the text says so itself
     */
    static Double megabytes(String text, String unit) {
        Matcher matcher = text == null ? null : NUMBER.matcher(text);
        if (matcher == null || !matcher.matches()) {
            return null;
        }
        String own = matcher.group(2).isEmpty() ? unit : matcher.group(2);
        Double factor = MB_OF.get(own.toLowerCase(Locale.ROOT));
        return factor == null ? null : Double.valueOf(matcher.group(1)) * factor;
    }
}
