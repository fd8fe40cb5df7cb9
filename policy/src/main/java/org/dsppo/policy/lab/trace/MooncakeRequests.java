package org.dsppo.policy.lab.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.dsppo.schemas.codec.FileText;
import org.dsppo.schemas.codec.InvalidFileException;

/**
 * Mooncake's request traces (github.com/kvcache-ai/Mooncake): a JSON object on each line, whose
 * {@code timestamp} is in milliseconds from the start of the trace.
 */
final class MooncakeRequests implements RequestTimes {

    private static final String TIMESTAMP = "timestamp";
    private static final double LATEST_MILLIS = 1e12;
    private static final ObjectReader JSON = new ObjectMapper().reader();

    @Override
    public String word() {
        return "mooncake";
    }

    @Override
    public TraceFiles.Naming naming() {
        return new TraceFiles.Naming(
                name -> name.endsWith(".jsonl"),
                name -> name.endsWith("_trace.jsonl"),
                "*.jsonl of requests");
    }

    @Override
    public boolean countsFromStart() {
        return true;
    }

    @Override
    public void read(Path file, Arrival arrival) throws InvalidTraceException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                FileText.open(file), StandardCharsets.UTF_8.newDecoder()))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    record(file, number, line, arrival);
                }
            }
            if (number == 0) {
                throw new InvalidTraceException(file + " is empty, expected at least one line");
            }
        } catch (IOException e) {
            throw InvalidTraceException.unreadable(file, e);
        } catch (InvalidFileException e) {
            throw new InvalidTraceException(e.getMessage(), e);
        }
    }

    private static void record(Path file, int number, String line, Arrival arrival)
            throws InvalidTraceException {
        JsonNode time;
        try {
            time = JSON.readTree(line).path(TIMESTAMP);
        } catch (JsonProcessingException e) {
            throw new InvalidTraceException(
                    "%s, line %d: is not JSON (%s)"
                            .formatted(file, number, InvalidTraceException.fault(e)),
                    e);
        }
        RequestTimes.Refusal refusal =
                expected ->
                        InvalidTraceException.at(
                                file,
                                number,
                                TIMESTAMP,
                                time.isMissingNode() ? "missing" : time.asText(),
                                expected);
        if (!time.isNumber() || !(time.doubleValue() >= 0 && time.doubleValue() <= LATEST_MILLIS)) {
            throw refusal.because("milliseconds from 0 to %.0f".formatted(LATEST_MILLIS));
        }
        arrival.at(number, Math.round(time.doubleValue() * 1e6), refusal);
    }
}
