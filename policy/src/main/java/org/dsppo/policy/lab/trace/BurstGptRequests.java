package org.dsppo.policy.lab.trace;

import java.nio.file.Path;
import java.util.List;

/**
 * BurstGPT (github.com/HPMLL/BurstGPT): Timestamp is in seconds from midnight of the first day.
 * Requests that failed arrived too; the files {@code BurstGPT_without_fails} are without them.
 */
final class BurstGptRequests implements RequestTimes {

    private static final String TIMESTAMP = "Timestamp";
    private static final double LATEST_SECONDS = 1e9;

    @Override
    public String word() {
        return "burstgpt";
    }

    @Override
    public TraceFiles.Naming naming() {
        return new TraceFiles.Naming(
                name -> name.endsWith(".csv"),
                name -> name.startsWith("BurstGPT") && name.endsWith(".csv"),
                "*.csv of requests");
    }

    @Override
    public boolean countsFromStart() {
        return true;
    }

    @Override
    public void read(Path file, Arrival arrival) throws InvalidTraceException {
        TraceTable.withHeader(
                file,
                List.of(TIMESTAMP, "Model", "Request tokens", "Response tokens"),
                row ->
                        arrival.at(
                                row.line(),
                                Math.round(row.number(TIMESTAMP, 0, LATEST_SECONDS) * 1e9),
                                expected -> row.invalid(TIMESTAMP, expected)));
    }
}
