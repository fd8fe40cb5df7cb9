package org.dsppo.schemas.codec;

/**
 * Accepted decimals.
 *
 * @param min least value
 * @param minIncluded whether {@code min} itself is accepted
 * @param max greatest value, accepted
 * @param description the same for people
 * @param wayOut what people mostly have to do with a number that is too large; may be empty
 */
record NumberRange(double min, boolean minIncluded, double max, String description, String wayOut) {

    static NumberRange atLeast(long min, double max) {
        return of(min, true, max, "a number >= " + min + " and <= " + plain(max));
    }

    static NumberRange above(long min, double max) {
        return of(min, false, max, "a number > " + min + " and <= " + plain(max));
    }

    static NumberRange finite(double max, String description) {
        return of(-max, true, max, description);
    }

    static NumberRange of(double min, boolean minIncluded, double max, String description) {
        return new NumberRange(min, minIncluded, max, description, "");
    }

    NumberRange withWayOut(String advice) {
        return new NumberRange(min, minIncluded, max, description, advice);
    }

    /** What to expect in place of a number that is outside. */
    String expected(double value) {
        return value > max && !wayOut.isEmpty() ? description + "; " + wayOut : description;
    }

    boolean contains(double value) {
        // Written so that NaN is outside.
        return (minIncluded ? value >= min : value > min) && value <= max;
    }

    private static String plain(double whole) {
        return Long.toString((long) whole);
    }
}
