package org.dsppo.jobs.report.experiment;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Seeds as people write them: {@code 0-19}, {@code 1,5,9}, {@code 0-3,7}. */
final class SeedList {

    private static final Pattern PART = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");
    private static final int MOST = 10_000;

    private SeedList() {}

    /**
     * The seeds in rising order, each once.
     *
     * @throws InvalidExperimentException saying what was expected
     */
    static List<Long> parse(String text) {
        TreeSet<Long> seeds = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part.strip());
            if (!matcher.matches()) {
                throw unexpected(text, "numbers and ranges such as 0-19 or 1,5,9");
            }
            long first = Long.parseLong(matcher.group(1));
            long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
            if (last < first) {
                throw unexpected(text, "ranges that rise; %s holds no seed".formatted(part));
            }
            if (last - first >= MOST) {
                throw unexpected(text, "at most %d seeds".formatted(MOST));
            }
            for (long seed = first; seed <= last; seed++) {
                seeds.add(seed);
            }
        }
        return List.copyOf(seeds);
    }

    private static InvalidExperimentException unexpected(String text, String expected) {
        return new InvalidExperimentException(
                "--seeds is '%s', expected %s".formatted(text, expected));
    }
}
