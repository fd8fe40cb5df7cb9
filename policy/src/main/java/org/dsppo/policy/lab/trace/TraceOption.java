package org.dsppo.policy.lab.trace;

import java.util.function.DoublePredicate;
import java.util.function.Predicate;

/** What can be asked of a trace, as {@code key=value}. */
enum TraceOption {
    /** Which of a folder's traces. */
    FILE("file", "a part of the name of a file", value -> !value.isBlank()),
    /** Only what arrives in the first seconds of the trace, before any compression. */
    SECONDS("seconds", "a number > 0", number(value -> value > 0)),
    /** Divides arrival times. */
    COMPRESS("compress", "a number > 0", number(value -> value > 0)),
    /** Tasks per second on average, by compression. */
    RATE("rate", "a number > 0", number(value -> value > 0)),
    /** Nodes to keep. */
    NODES("nodes", "a whole number from 1 to 1000000", whole(1, 1_000_000)),
    /** Which of several lists of nodes. */
    NODE_LIST("nodelist", "a part of the name of a file", value -> !value.isBlank()),
    /** Which of several files of throughputs. */
    THROUGHPUTS("throughputs", "a part of the name of a file", value -> !value.isBlank()),
    /** Where speeds come from that the trace lacks. */
    SPEEDS("speeds", "assumed", "assumed"::equals),
    /** Racks per type of accelerator. */
    RACKS("racks", "a whole number from 1 to 10000", whole(1, 10_000)),
    /** Catalogue whose classes arrive, a builtin name or a file. */
    CATALOGUE("catalogue", "ii5, i3 or the path of a cluster.json", value -> !value.isBlank()),
    /** Seed of random draws. */
    SEED("seed", "a whole number", whole(Long.MIN_VALUE, Long.MAX_VALUE));

    private final String key;
    private final String expected;
    private final Predicate<String> accepted;

    TraceOption(String key, String expected, Predicate<String> accepted) {
        this.key = key;
        this.expected = expected;
        this.accepted = accepted;
    }

    String key() {
        return key;
    }

    void check(String value) throws InvalidTraceException {
        if (!accepted.test(value)) {
            throw new InvalidTraceException(
                    "trace option %s is %s, expected %s"
                            .formatted(key, InvalidTraceException.quoted(value), expected));
        }
    }

    private static Predicate<String> number(DoublePredicate range) {
        return value -> {
            try {
                double number = Double.parseDouble(value);
                return Double.isFinite(number) && range.test(number);
            } catch (NumberFormatException notANumber) {
                return false;
            }
        };
    }

    private static Predicate<String> whole(long least, long most) {
        return value -> {
            try {
                long number = Long.parseLong(value);
                return number >= least && number <= most;
            } catch (NumberFormatException notANumber) {
                return false;
            }
        };
    }
}
