package org.dsppo.jobs.report.experiment;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * How figures came about.
 *
 * @param command the command line
 * @param version of the product
 * @param createdAt ISO-8601, UTC
 * @param cores of the machine
 * @param threads runs at a time
 * @param java version of the Java runtime
 * @param system operating system and architecture
 * @param wallMillis time the command took
 * @param simulationMillis time that all runs took together, those of earlier commands included
 */
public record Provenance(
        String command,
        String version,
        String createdAt,
        int cores,
        int threads,
        String java,
        String system,
        long wallMillis,
        long simulationMillis) {

    /** Provenance of what this process has made. */
    public static Provenance here(
            String command,
            String version,
            Clock clock,
            int threads,
            long startedAtMillis,
            long simulationMillis) {
        return new Provenance(
                command,
                version,
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                Runtime.getRuntime().availableProcessors(),
                threads,
                System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                clock.millis() - startedAtMillis,
                simulationMillis);
    }
}
