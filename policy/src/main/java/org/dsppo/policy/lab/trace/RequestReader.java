package org.dsppo.policy.lab.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.TimeOrigin;
import org.dsppo.policy.lab.simulation.WorkloadFiles;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.codec.InvalidFileException;

/**
 * Arrival times of requests. Each arrival draws a class of the catalogue; tokens and models of the
 * recording are not used, because nothing says what they cost on the catalogue's strategies.
 */
final class RequestReader implements TraceReader {

    private final RequestTimes times;

    RequestReader(RequestTimes times) {
        this.times = times;
    }

    @Override
    public TraceReading read(Path path, TraceSettings options) throws InvalidTraceException {
        Path file = TraceFiles.trace(path, options, times.naming());
        Arrivals arrivals = new Arrivals(options);
        Catalogue catalogue = catalogue(options, arrivals);
        List<String> classes = List.copyOf(catalogue.classes().keySet());
        if (classes.isEmpty()) {
            throw new InvalidTraceException(
                    "catalogue %s has no class, expected at least one for arrivals to draw from"
                            .formatted(catalogue.name()));
        }
        times.read(file, new Draw(classes, options, arrivals));
        return arrivals.reading(
                file,
                times.word() + " " + TraceFiles.stem(file) + " on " + catalogue.name(),
                catalogue);
    }

    /** Gives every arrival a class. */
    private final class Draw implements RequestTimes.Arrival {
        private final List<String> classes;
        private final Arrivals arrivals;
        private final SplittableRandom random;
        private Long originNanos;

        Draw(List<String> classes, TraceSettings options, Arrivals arrivals) {
            this.classes = classes;
            this.arrivals = arrivals;
            this.random = new SplittableRandom(options.seed());
        }

        @Override
        public void at(int line, long nanos, RequestTimes.Refusal refusal)
                throws InvalidTraceException {
            if (originNanos == null) {
                originNanos = origin(nanos);
            }
            if (nanos < originNanos) {
                throw refusal.because("a time that is not before that of the first row");
            }
            double atSeconds = (nanos - originNanos) / 1e9;
            // Drawn for every row, so that a shorter cut begins with the same classes.
            String drawn = classes.get(random.nextInt(classes.size()));
            if (arrivals.includes(atSeconds)) {
                arrivals.add("request-%06d".formatted(line), atSeconds, drawn, 1);
            }
        }

        private long origin(long firstNanos) {
            if (!times.countsFromStart()) {
                return firstNanos;
            }
            if (!TimeOrigin.isFar(TimeUnit.NANOSECONDS.toMillis(firstNanos))) {
                return 0;
            }
            arrivals.note(
                    "times begin at %d s; they are rebased, the first to 0"
                            .formatted(TimeUnit.NANOSECONDS.toSeconds(firstNanos)));
            return firstNanos;
        }
    }

    private Catalogue catalogue(TraceSettings options, Arrivals arrivals)
            throws InvalidTraceException {
        if (options.catalogue() != null) {
            return options.catalogue();
        }
        if (!options.has(TraceOption.CATALOGUE)) {
            throw new InvalidTraceException(
                    times.word()
                            + " traces have arrivals only, expected a catalogue whose classes arrive"
                            + " (catalogue="
                            + String.join("|", BuiltinCatalogues.names())
                            + "|FILE)");
        }
        String name = options.text(TraceOption.CATALOGUE);
        if (BuiltinCatalogues.names().contains(name)) {
            return BuiltinCatalogues.named(name);
        }
        Path file = Path.of(name);
        try {
            return WorkloadFiles.catalogue(file, arrivals::note);
        } catch (IOException e) {
            throw InvalidTraceException.unreadable(file, e);
        } catch (InvalidFileException e) {
            throw new InvalidTraceException(e.getMessage(), e);
        }
    }
}
