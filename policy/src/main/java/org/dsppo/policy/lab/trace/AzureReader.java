package org.dsppo.policy.lab.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.WorkloadFiles;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.codec.InvalidFileException;

/**
 * Arrival times of the Azure LLM inference trace 2023 (columns TIMESTAMP, ContextTokens,
 * GeneratedTokens), counted from the first. Each arrival draws a class of the catalogue; the tokens
 * are not used, because nothing says what they cost on the catalogue's strategies.
 */
final class AzureReader implements TraceReader {

    private static final String TIMESTAMP = "TIMESTAMP";
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .toFormatter();

    @Override
    public TraceReading read(Path path, TraceSettings options) throws InvalidTraceException {
        Path file = TraceFiles.trace(path, options, AzureReader::isTrace, "*.csv of arrivals");
        Catalogue catalogue = catalogue(options);
        List<String> classes = List.copyOf(catalogue.classes().keySet());
        if (classes.isEmpty()) {
            throw new InvalidTraceException(
                    "catalogue %s has no class, expected at least one for arrivals to draw from"
                            .formatted(catalogue.name()));
        }
        TraceTable table = TraceTable.withHeader(file, ",", List.of(TIMESTAMP));
        LocalDateTime first = null;
        SplittableRandom random = new SplittableRandom(options.seed());
        Arrivals arrivals = new Arrivals(options);
        for (TraceTable.Row row : table.rows()) {
            LocalDateTime time = time(row);
            first = first == null ? time : first;
            if (time.isBefore(first)) {
                throw row.invalid(TIMESTAMP, "a time that is not before that of the first row");
            }
            double atSeconds = Duration.between(first, time).toNanos() / 1e9;
            // Drawn for every row, so that a shorter cut begins with the same classes.
            String drawn = classes.get(random.nextInt(classes.size()));
            if (arrivals.includes(atSeconds)) {
                arrivals.add("request-%06d".formatted(row.line()), atSeconds, drawn, 1);
            }
        }
        return arrivals.reading(
                file, "azure " + TraceFiles.stem(file) + " on " + catalogue.name(), catalogue);
    }

    private static boolean isTrace(String name) {
        return name.endsWith(".csv");
    }

    private static Catalogue catalogue(TraceSettings options) throws InvalidTraceException {
        if (options.catalogue() != null) {
            return options.catalogue();
        }
        if (!options.has(TraceOption.CATALOGUE)) {
            throw new InvalidTraceException(
                    "azure traces have arrivals only, expected a catalogue whose classes arrive"
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
            return WorkloadFiles.catalogue(file);
        } catch (IOException e) {
            throw InvalidTraceException.unreadable(file, e);
        } catch (InvalidFileException e) {
            throw new InvalidTraceException(e.getMessage(), e);
        }
    }

    private static LocalDateTime time(TraceTable.Row row) throws InvalidTraceException {
        try {
            return LocalDateTime.parse(row.text(TIMESTAMP), TIME);
        } catch (DateTimeParseException e) {
            throw row.invalid(TIMESTAMP, "a time such as 2023-11-16 18:17:03.9799600");
        }
    }
}
