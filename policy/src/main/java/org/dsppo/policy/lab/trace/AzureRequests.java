package org.dsppo.policy.lab.trace;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The Azure LLM inference traces of 2023 and 2024 (columns TIMESTAMP, ContextTokens,
 * GeneratedTokens); those of 2024 write the offset of the time zone.
 */
final class AzureRequests implements RequestTimes {

    private static final String TIMESTAMP = "TIMESTAMP";
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd")
                    .appendPattern("[' ']['T']HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .appendPattern("[XXXXX][XXX]")
                    .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
                    .toFormatter();

    @Override
    public String word() {
        return "azure";
    }

    @Override
    public TraceFiles.Naming naming() {
        return new TraceFiles.Naming(
                name -> name.endsWith(".csv"),
                name -> name.startsWith("AzureL") && name.endsWith(".csv"),
                "*.csv of arrivals");
    }

    @Override
    public boolean countsFromStart() {
        return false;
    }

    @Override
    public void read(Path file, Arrival arrival) throws InvalidTraceException {
        TraceTable.withHeader(
                file,
                List.of(TIMESTAMP),
                row ->
                        arrival.at(
                                row.line(),
                                nanos(row),
                                expected -> row.invalid(TIMESTAMP, expected)));
    }

    private static long nanos(TraceTable.Row row) throws InvalidTraceException {
        try {
            TemporalAccessor time = TIME.parse(row.text(TIMESTAMP));
            long seconds =
                    LocalDateTime.from(time)
                            .toEpochSecond(
                                    ZoneOffset.ofTotalSeconds(
                                            time.get(ChronoField.OFFSET_SECONDS)));
            return Math.addExact(
                    Math.multiplyExact(seconds, TimeUnit.SECONDS.toNanos(1)),
                    time.get(ChronoField.NANO_OF_SECOND));
        } catch (DateTimeParseException | ArithmeticException e) {
            throw row.invalid(TIMESTAMP, "a time such as 2023-11-16 18:17:03.9799600");
        }
    }
}
