package org.dsppo.policy.lab.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measured steps per second of job types, from {@code simulation_throughputs.json}: accelerator
 * type to {@code ('job type', accelerators)} to the other job on the same accelerators, where
 * {@code null} means alone. Measurements across racks ({@code _unconsolidated}) are not used: a
 * gang stays on one rack.
 */
final class GavelThroughputs {

    /** Accelerator types as Gavel lists them by speed: the order of nodes and of equal choices. */
    static final List<String> TYPES = List.of("v100", "p100", "k80");

    private static final String ALONE = "null";

    private final Path file;
    private final JsonNode root;

    private GavelThroughputs(Path file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    static GavelThroughputs read(Path file) throws InvalidTraceException {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(file.toFile());
        } catch (JsonProcessingException e) {
            throw new InvalidTraceException(
                    "%s, line %d, column %d: is not JSON (%s)"
                            .formatted(
                                    file,
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr(),
                                    InvalidTraceException.fault(e)),
                    e);
        } catch (IOException e) {
            throw InvalidTraceException.unreadable(file, e);
        }
        for (String type : TYPES) {
            if (!root.path(type).isObject()) {
                throw new InvalidTraceException(
                        "%s has no throughputs of %s, expected %s".formatted(file, type, TYPES));
            }
        }
        return new GavelThroughputs(file, root);
    }

    /** Steps per second by accelerator type, without those where the job was not measured. */
    Map<String, Double> of(String jobType, long accelerators) throws InvalidTraceException {
        Map<String, Double> measured = new LinkedHashMap<>();
        String key = "('%s', %d)".formatted(jobType, accelerators);
        for (String type : TYPES) {
            JsonNode alone = root.path(type).path(key).path(ALONE);
            if (alone.isMissingNode() || alone.isNull()) {
                continue;
            }
            double stepsPerSecond = alone.isNumber() ? alone.doubleValue() : Double.NaN;
            // Zero stands for a job that does not fit into the accelerator's memory.
            if (stepsPerSecond == 0) {
                continue;
            }
            if (!(stepsPerSecond >= 0.001 && stepsPerSecond <= 1e6)) {
                throw new InvalidTraceException(
                        "%s, %s.%s.%s: is %s, expected 0 or steps per second from 0.001 to 1e6"
                                .formatted(
                                        file,
                                        type,
                                        key,
                                        ALONE,
                                        InvalidTraceException.quoted(alone.asText())));
            }
            measured.put(type, stepsPerSecond);
        }
        return measured;
    }
}
