package org.dsppo.schemas.codec;

/**
 * Accepted decimals.
 *
 * @param min least value
 * @param minIncluded whether {@code min} itself is accepted
 * @param max greatest value, accepted
 * @param description the same for people
 */
record NumberRange(double min, boolean minIncluded, double max, String description) {

    static NumberRange atLeast(long min, double max) {
        return new NumberRange(min, true, max, "a number >= " + min + " and <= " + plain(max));
    }

    static NumberRange above(long min, double max) {
        return new NumberRange(min, false, max, "a number > " + min + " and <= " + plain(max));
    }

    static NumberRange finite(double max, String description) {
        return new NumberRange(-max, true, max, description);
    }

    boolean contains(double value) {
        // Written so that NaN is outside.
        return (minIncluded ? value >= min : value > min) && value <= max;
    }

    private static String plain(double whole) {
        return Long.toString((long) whole);
    }
}
