package org.dsppo.policy.training.sites;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Picks families by name. */
public final class FamilyNames {

    private FamilyNames() {}

    /** True if a name is one of the patterns, {@code *} at the end of which stands for anything. */
    public static boolean matches(List<String> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }

    /**
     * The families that a stage trains on.
     *
     * @param patterns names; null for the usual families
     * @param usual the families that the run is about
     * @param others families that may be named besides
     * @throws IllegalArgumentException if a pattern matches none
     */
    public static List<TrainingFamily> choose(
            List<String> patterns, List<TrainingFamily> usual, List<TrainingFamily> others) {
        if (patterns == null) {
            return usual;
        }
        Map<String, TrainingFamily> known = new LinkedHashMap<>();
        usual.forEach(each -> known.put(each.name(), each));
        others.forEach(each -> known.putIfAbsent(each.name(), each));
        for (String pattern : patterns) {
            if (known.keySet().stream().noneMatch(name -> matches(pattern, name))) {
                throw new IllegalArgumentException(
                        "families names %s, expected one of %s, or the beginning of one and *"
                                .formatted(pattern, String.join(", ", known.keySet())));
            }
        }
        List<TrainingFamily> chosen = new ArrayList<>();
        known.forEach(
                (name, family) -> {
                    if (matches(patterns, name)) {
                        chosen.add(family);
                    }
                });
        return chosen;
    }
}
