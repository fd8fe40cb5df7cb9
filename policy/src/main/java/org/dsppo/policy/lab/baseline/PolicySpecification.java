package org.dsppo.policy.lab.baseline;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.dsppo.schemas.codec.NearestName;

/** A policy's name with options, {@code name:key=value:key=value}. */
final class PolicySpecification {

    private final String text;
    private final String name;
    private final Map<String, String> options;
    private final Set<String> used = new HashSet<>();

    private PolicySpecification(String text, String name, Map<String, String> options) {
        this.text = text;
        this.name = name;
        this.options = options;
    }

    static PolicySpecification parse(String text) {
        String[] parts = text.split(":", -1);
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException(
                        "option of policy %s is '%s', expected key=value"
                                .formatted(text, parts[i]));
            }
            String key = parts[i].substring(0, equals);
            if (options.put(key, parts[i].substring(equals + 1)) != null) {
                throw new IllegalArgumentException(
                        "policy %s has option %s twice, expected it once".formatted(text, key));
            }
        }
        return new PolicySpecification(text, parts[0], options);
    }

    String name() {
        return name;
    }

    /** A finite number of at least {@code least}, or the default. */
    double number(String key, double least, double otherwise) {
        String value = use(key);
        if (value == null) {
            return otherwise;
        }
        try {
            double number = Double.parseDouble(value);
            if (number >= least && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the same message as a number out of range.
        }
        throw unexpected(key, "a number >= %s".formatted(least));
    }

    /** A whole number, or the default. */
    long whole(String key, long otherwise) {
        String value = use(key);
        try {
            return value == null ? otherwise : Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            throw unexpected(key, "a whole number");
        }
    }

    /** One of several values by its word, or the default. */
    <T> T choice(String key, List<T> values, Function<T, String> word, T otherwise) {
        String value = use(key);
        if (value == null) {
            return otherwise;
        }
        List<String> words = values.stream().map(word).toList();
        int at = words.indexOf(value);
        if (at < 0) {
            throw unexpected(
                    key, "one of " + String.join(", ", words) + NearestName.hint(value, words));
        }
        return values.get(at);
    }

    private String use(String key) {
        used.add(key);
        return options.get(key);
    }

    private IllegalArgumentException unexpected(String key, String expected) {
        return new IllegalArgumentException(
                "%s of policy %s is '%s', expected %s"
                        .formatted(key, text, options.get(key), expected));
    }

    /** Complains about options that nobody asked for. */
    void refuseUnused() {
        for (String key : options.keySet()) {
            if (!used.contains(key)) {
                throw new IllegalArgumentException(
                        "policy %s has option '%s', expected one of %s"
                                .formatted(text, key, String.join(", ", new TreeSet<>(used))));
            }
        }
    }
}
