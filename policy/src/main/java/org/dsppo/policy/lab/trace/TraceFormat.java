package org.dsppo.policy.lab.trace;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The kinds of traces and what can be asked of each. */
enum TraceFormat {
    OPENB("openb", new OpenbReader(), TraceOption.NODES, TraceOption.NODE_LIST, TraceOption.SPEEDS),
    AZURE(new AzureRequests()),
    GAVEL("gavel", new GavelReader(), TraceOption.RACKS, TraceOption.THROUGHPUTS),
    BURST_GPT(new BurstGptRequests()),
    MOONCAKE(new MooncakeRequests()),
    GPU_2025("gpu2025", new DisaggregatedReader(), TraceOption.NODES),
    SPOT_2026("spot2026", new SpotReader(), TraceOption.NODES);

    private final String word;
    private final TraceReader reader;
    private final Set<TraceOption> options;

    TraceFormat(String word, TraceReader reader, TraceOption... own) {
        this.word = word;
        this.reader = reader;
        this.options =
                EnumSet.of(
                        TraceOption.FILE,
                        TraceOption.SECONDS,
                        TraceOption.COMPRESS,
                        TraceOption.RATE);
        this.options.addAll(List.of(own));
    }

    TraceFormat(RequestTimes times) {
        this(times.word(), new RequestReader(times), TraceOption.CATALOGUE, TraceOption.SEED);
    }

    static TraceFormat of(String word) throws InvalidTraceException {
        for (TraceFormat format : values()) {
            if (format.word.equals(word)) {
                return format;
            }
        }
        throw new InvalidTraceException(
                "trace format is %s, expected one of %s"
                        .formatted(
                                InvalidTraceException.quoted(word),
                                Arrays.stream(values()).map(TraceFormat::word).toList()));
    }

    TraceOption option(String key) throws InvalidTraceException {
        for (TraceOption option : options) {
            if (option.key().equals(key)) {
                return option;
            }
        }
        throw new InvalidTraceException(
                "%s traces have no option %s, expected one of %s"
                        .formatted(
                                word,
                                InvalidTraceException.quoted(key),
                                options.stream().map(TraceOption::key).toList()));
    }

    boolean bringsItsOwnCatalogue() {
        return !options.contains(TraceOption.CATALOGUE);
    }

    String word() {
        return word;
    }

    TraceReader reader() {
        return reader;
    }
}
