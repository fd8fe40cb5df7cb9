package org.dsppo.schemas.codec;

/** Ranges that several messages share; the JSON Schemas state the same numbers. */
final class Limits {
    /** Characters of an id; a task's id plus {@code #attempt} makes a decision's. */
    static final int ID_LENGTH = 256;

    /** Characters of {@code cluster/node}. */
    static final int NODE_NAME_LENGTH = ID_LENGTH + 1 + ID_LENGTH;

    static final int DECISION_ID_LENGTH = ID_LENGTH + 1 + 10;

    /** Ten times the year 2100 in epoch milliseconds: far enough for any trace. */
    static final long TIME_MILLIS = 41_024_448_000_000L;

    static final long RUNTIME_MILLIS = 1_000_000_000_000L;
    static final long INPUT_BYTES = 1_000_000_000_000_000L;

    /** Bytes of a payload, written as one line. */
    static final int PAYLOAD_BYTES = 16 * 1024;

    static final int PRIORITY = 1_000_000;
    static final int COUNT = 1_000_000;

    private static final String MEGABYTES = "give MB where this is memory in bytes";

    static final NumberRange AMOUNT = NumberRange.atLeast(0, 1e12).withWayOut(MEGABYTES);
    static final NumberRange POSITIVE_AMOUNT = NumberRange.above(0, 1e12).withWayOut(MEGABYTES);
    static final NumberRange FACTOR = NumberRange.above(0, 1e6);
    static final NumberRange FINITE = NumberRange.finite(Double.MAX_VALUE, "a finite number");

    /** The greatest float as its decimals say it, which is a little above the float itself. */
    static final NumberRange FINITE_FLOAT =
            NumberRange.finite(3.4028235e38, "a finite 32-bit number");

    static final NumberRange MILLIS = NumberRange.atLeast(0, TIME_MILLIS);

    private Limits() {}
}
