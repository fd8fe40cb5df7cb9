package org.dsppo.policy.lab.trace;

import java.util.Map;
import java.util.Optional;

/**
 * Speeds of accelerator models relative to a V100. Not measured on the trace, which has none: a
 * result that rests on them must say that they are assumed.
 */
final class AssumedSpeeds {

    private static final Map<String, Double> BY_MODEL =
            Map.of(
                    "V100M16", 1.0,
                    "V100M32", 1.0,
                    "P100", 0.6,
                    "T4", 0.45,
                    "A10", 1.1,
                    "G2", 0.9,
                    "G3", 2.0);

    private AssumedSpeeds() {}

    static Optional<Double> of(String model) {
        return Optional.ofNullable(BY_MODEL.get(model));
    }
}
