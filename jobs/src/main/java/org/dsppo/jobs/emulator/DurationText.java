package org.dsppo.jobs.emulator;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them: {@code 300s}, {@code 1.5m}, {@code 250ms}, {@code 1h}. */
public final class DurationText {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)(ms|s|m|h)");
    private static final Map<String, Long> UNIT_MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);

    private DurationText() {}

    /**
     * Milliseconds of a time with its unit.
     *
     * @throws IllegalArgumentException saying what was expected
     */
    public static long parseMillis(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no time with a unit such as 300s, 5m or 1.5h".formatted(text));
        }
        return new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(UNIT_MILLIS.get(matcher.group(2))))
                .longValue();
    }
}
