package org.dsppo.policy.lab.trace;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * Checked options of a trace.
 *
 * @param values texts that passed their option's check
 * @param catalogue catalogue whose classes arrive, null when none was handed over
 */
record TraceSettings(Map<TraceOption, String> values, Catalogue catalogue) {

    static final TraceSettings NONE = new TraceSettings(Map.of(), null);

    TraceSettings with(TraceOption option, String value) throws InvalidTraceException {
        option.check(value);
        Map<TraceOption, String> changed = new EnumMap<>(TraceOption.class);
        changed.putAll(values);
        changed.put(option, value);
        if (changed.containsKey(TraceOption.RATE) && changed.containsKey(TraceOption.COMPRESS)) {
            throw new InvalidTraceException(
                    "trace options rate=%s and compress=%s exclude each other, expected one of them"
                            .formatted(
                                    changed.get(TraceOption.RATE),
                                    changed.get(TraceOption.COMPRESS)));
        }
        return new TraceSettings(changed, catalogue);
    }

    TraceSettings with(Catalogue handedOver) {
        return new TraceSettings(values, handedOver);
    }

    boolean has(TraceOption option) {
        return values.containsKey(option);
    }

    String text(TraceOption option) {
        return values.get(option);
    }

    double number(TraceOption option, double otherwise) {
        return has(option) ? Double.parseDouble(values.get(option)) : otherwise;
    }

    int count(TraceOption option, int otherwise) {
        return has(option) ? Integer.parseInt(values.get(option)) : otherwise;
    }

    long seed() {
        return has(TraceOption.SEED) ? Long.parseLong(values.get(TraceOption.SEED)) : 0;
    }

    boolean assumedSpeeds() {
        return has(TraceOption.SPEEDS);
    }

    /** The name of a workload: the trace, how it was altered, and what was assumed. */
    String name(String trace) {
        String altered =
                values.entrySet().stream()
                        .filter(entry -> altersWorkload(entry.getKey()))
                        .map(entry -> " " + entry.getKey().key() + "=" + entry.getValue())
                        .collect(Collectors.joining());
        return trace + altered + (assumedSpeeds() ? ", assumed speeds" : "");
    }

    private static boolean altersWorkload(TraceOption option) {
        return switch (option) {
            case FILE, CATALOGUE, SPEEDS -> false;
            case SECONDS, COMPRESS, RATE, NODES, NODE_LIST, THROUGHPUTS, RACKS, SEED -> true;
        };
    }
}
