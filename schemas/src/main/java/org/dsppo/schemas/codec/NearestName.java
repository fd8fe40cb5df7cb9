package org.dsppo.schemas.codec;

import java.util.List;
import java.util.Locale;

/** Guesses which name was meant, for error messages. */
public final class NearestName {

    private static final int FARTHEST = 3;
    private static final int SHORTEST_START = 3;

    private NearestName() {}

    /** {@code " (did you mean x?)"} with the nearest name, or nothing if none is near. */
    public static String hint(String given, List<String> known) {
        String nearest = null;
        int least = Math.min(FARTHEST, given.length() / 2) + 1;
        for (String name : known) {
            int distance = distance(given, name);
            if (distance < least) {
                nearest = name;
                least = distance;
            }
        }
        for (int i = 0; nearest == null && i < known.size(); i++) {
            // Cut short: prio for priority.
            nearest = begins(known.get(i), given) ? known.get(i) : null;
        }
        return nearest == null ? "" : " (did you mean " + nearest + "?)";
    }

    private static boolean begins(String name, String given) {
        return given.length() >= SHORTEST_START
                && name.toLowerCase(Locale.ROOT).startsWith(given.toLowerCase(Locale.ROOT));
    }

    /** Levenshtein distance with one row of memory; case does not count. */
    static int distance(String a, String b) {
        String first = a.toLowerCase(Locale.ROOT);
        String second = b.toLowerCase(Locale.ROOT);
        int[] row = new int[second.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= first.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = first.charAt(i - 1) == second.charAt(j - 1) ? 0 : 1;
                int cheapest = Math.min(diagonal + change, Math.min(row[j], row[j - 1]) + 1);
                diagonal = row[j];
                row[j] = cheapest;
            }
        }
        return row[second.length()];
    }
}
