package org.dsppo.schemas.codec;

import org.dsppo.schemas.rollout.RolloutSegment;

/** Reads {@link RolloutSegment}, whose arrays must agree in length. */
final class RolloutSegmentCodec {
    private static final NumberRange MASK = NumberRange.of(0, true, 1, "0 or 1");

    private RolloutSegmentCodec() {}

    static RolloutSegment read(JsonObjectReader fields) throws InvalidMessageException {
        int[] candidates = fields.requiredNumbers("candidates").ints(0, Limits.COUNT);
        int decisions = candidates.length;
        long rows = 0;
        for (int count : candidates) {
            rows += count;
        }
        return new RolloutSegment(
                fields.requiredText("cell"),
                fields.requiredText("policy"),
                fields.requiredInt("version", 0, Integer.MAX_VALUE),
                fields.requiredLong("sequence", 0, Long.MAX_VALUE),
                fields.requiredInt("featureVersion", 0, Integer.MAX_VALUE),
                candidates,
                features(fields, rows),
                mask(fields, rows),
                actions(fields, candidates),
                floats(fields, "logProbabilities", decisions),
                floats(fields, "values", decisions),
                floats(fields, "waitingRewards", decisions),
                floats(fields, "runtimeRewards", decisions),
                fields.requiredNumbers("decidedAtMillis")
                        .ofLength(decisions)
                        .longs(0, Limits.TIME_MILLIS));
    }

    private static float[] features(JsonObjectReader fields, long rows)
            throws InvalidMessageException {
        JsonNumbers numbers = fields.requiredNumbers("features");
        if (rows == 0) {
            numbers.ofLength(0);
        }
        float[] features = numbers.floats(Limits.FINITE_FLOAT);
        if (rows > 0 && features.length % rows != 0) {
            throw fields.invalid(
                    "features",
                    "a multiple of "
                            + rows
                            + " numbers, one row per candidate, not "
                            + features.length);
        }
        return features;
    }

    private static float[] mask(JsonObjectReader fields, long rows) throws InvalidMessageException {
        JsonNumbers numbers = fields.requiredNumbers("mask").ofLength(rows);
        float[] mask = numbers.floats(MASK);
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] != 0 && mask[i] != 1) {
                throw numbers.invalid(i, MASK.description());
            }
        }
        return mask;
    }

    private static int[] actions(JsonObjectReader fields, int[] candidates)
            throws InvalidMessageException {
        JsonNumbers numbers = fields.requiredNumbers("actions").ofLength(candidates.length);
        int[] actions = numbers.ints(-1, Limits.COUNT);
        for (int i = 0; i < actions.length; i++) {
            if (actions[i] >= candidates[i]) {
                throw numbers.invalid(i, "less than the " + candidates[i] + " candidates");
            }
        }
        return actions;
    }

    private static float[] floats(JsonObjectReader fields, String name, int length)
            throws InvalidMessageException {
        return fields.requiredNumbers(name).ofLength(length).floats(Limits.FINITE_FLOAT);
    }
}
