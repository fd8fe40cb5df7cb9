package org.dsppo.policy.baseline;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

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
            options.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
        }
        return new PolicySpecification(text, parts[0], options);
    }

    String name() {
        return name;
    }

    /** A number of at least {@code least}, or the default. */
    double number(String key, double least, double otherwise) {
        used.add(key);
        String value = options.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            double number = Double.parseDouble(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the same message as a number out of range.
        }
        throw new IllegalArgumentException(
                "%s of policy %s is %s, expected a number >= %s"
                        .formatted(key, text, value, least));
    }

    /** A word, or the default. */
    String word(String key, String otherwise) {
        used.add(key);
        return options.getOrDefault(key, otherwise);
    }

    /** Complains about options that nobody asked for. */
    void refuseUnused() {
        for (String key : options.keySet()) {
            if (!used.contains(key)) {
                throw new IllegalArgumentException(
                        "policy %s has option %s, expected one of %s"
                                .formatted(text, key, used.stream().sorted().toList()));
            }
        }
    }
}
