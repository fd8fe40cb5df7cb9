package org.dsppo.policy.lab.trace;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * A real trace as it is named on the command line, {@code FORMAT:PATH[:key=value]...}, for example
 * {@code openb:/data/openb:file=gpuspec33:nodes=39:compress=5:speeds=assumed}.
 *
 * <p>PATH is a file of the trace, its folder, or a clone of the repository it is from; {@code file}
 * says which of several traces, by a part of the file's name or path. For every format, {@code
 * seconds} keeps what arrives in the first seconds of the trace, and {@code compress} divides
 * arrival times by a factor, or {@code rate} by the factor that makes so many tasks per second.
 * Formats:
 *
 * <ul>
 *   <li>{@code openb}: Alibaba cluster-trace-gpu-v2023; {@code nodes} shrinks the cluster, {@code
 *       nodelist} chooses among several lists of nodes, {@code speeds=assumed} makes run times
 *       depend on the model of the accelerator;
 *   <li>{@code azure}: arrivals of the Azure LLM inference traces 2023 and 2024, each of a class
 *       drawn uniformly with {@code seed} out of the classes of {@code catalogue}, which is a
 *       builtin name or a file; {@code burstgpt} and {@code mooncake} alike;
 *   <li>{@code gavel}: throughputs and job trace of stanford-futuredata/gavel on {@code racks} of
 *       16 accelerators for each type; {@code throughputs} chooses among several files;
 *   <li>{@code gpu2025}: Alibaba cluster-trace-gpu-v2025 on {@code nodes} assumed nodes of each
 *       role;
 *   <li>{@code spot2026}: Alibaba cluster-trace-v2026-spot-gpu; {@code nodes} shrinks the cluster.
 * </ul>
 *
 * <p>Immutable. The same source reads the same workload, to the bit.
 */
public final class TraceSource {

    private static final Pattern LAST_OPTION = Pattern.compile("(.*):([a-z]+)=([^:]*)");

    private final TraceFormat format;
    private final Path path;
    private final TraceSettings options;

    private TraceSource(TraceFormat format, Path path, TraceSettings options) {
        this.format = format;
        this.path = path;
        this.options = options;
    }

    /**
     * Reads the name of a trace; touches no file.
     *
     * @throws InvalidTraceException naming the part that is wrong and what was expected
     */
    public static TraceSource parse(String specification) throws InvalidTraceException {
        int colon = specification.indexOf(':');
        if (colon < 0) {
            throw new InvalidTraceException(
                    "trace is %s, expected FORMAT:PATH such as openb:/data/openb"
                            .formatted(InvalidTraceException.quoted(specification)));
        }
        TraceFormat format = TraceFormat.of(specification.substring(0, colon));
        String path = specification.substring(colon + 1);
        TraceSettings options = TraceSettings.NONE;
        // From the end, since a path may hold colons.
        for (Matcher last = LAST_OPTION.matcher(path); last.matches(); last.reset(path)) {
            TraceOption option = format.option(last.group(2));
            if (options.has(option)) {
                throw new InvalidTraceException(
                        "trace %s has option %s twice, expected it once"
                                .formatted(specification, option.key()));
            }
            options = options.with(option, last.group(3));
            path = last.group(1);
        }
        if (path.isBlank()) {
            throw new InvalidTraceException(
                    "trace %s has no path, expected %s:PATH"
                            .formatted(specification, format.word()));
        }
        return new TraceSource(format, path(path), options);
    }

    /**
     * The same trace with an option set, in place of the one it may have.
     *
     * @throws InvalidTraceException if the format has no such option or the value is out of range
     */
    public TraceSource withOption(String key, String value) throws InvalidTraceException {
        return new TraceSource(format, path, options.with(format.option(key), value));
    }

    /**
     * The same arrivals on the classes of a catalogue at hand, in place of the option {@code
     * catalogue}.
     *
     * @throws InvalidTraceException if the format brings a catalogue of its own
     */
    public TraceSource withCatalogue(Catalogue catalogue) throws InvalidTraceException {
        if (format.bringsItsOwnCatalogue()) {
            throw new InvalidTraceException(
                    "%s traces have nodes and classes of their own, expected no catalogue"
                            .formatted(format.word()));
        }
        return new TraceSource(format, path, options.with(catalogue));
    }

    /** True if the trace has arrivals only, and classes come from a catalogue. */
    public boolean needsCatalogue() {
        return !format.bringsItsOwnCatalogue();
    }

    /**
     * Reads the trace.
     *
     * @return a workload with at least one task
     * @throws InvalidTraceException if files are missing, malformed or empty, or nothing is left
     */
    public TraceReading read() throws InvalidTraceException {
        return format.reader().read(path, options);
    }

    private static Path path(String text) throws InvalidTraceException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidTraceException(
                    "trace path is %s, expected a path"
                            .formatted(InvalidTraceException.quoted(text)),
                    e);
        }
    }
}
