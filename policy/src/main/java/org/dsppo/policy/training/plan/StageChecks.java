package org.dsppo.policy.training.plan;

import java.util.List;

/** Checks what a plan says of a stage. */
final class StageChecks {

    private StageChecks() {}

    static void oneOf(String key, String value, List<String> known) {
        if (!known.contains(value)) {
            throw new IllegalArgumentException(
                    "%s is %s, expected one of %s".formatted(key, value, known));
        }
    }

    static void atLeastOne(String key, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "%s is %d, expected at least 1".formatted(key, value));
        }
    }

    static void share(String key, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(
                    "%s is %s, expected 0 or more and less than 1".formatted(key, value));
        }
    }
}
