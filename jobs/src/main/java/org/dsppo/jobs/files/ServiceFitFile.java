package org.dsppo.jobs.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.jobs.console.IoProblem;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.policy.device.batchqueue.ServiceLawFit;
import org.dsppo.policy.device.batchqueue.ServiceMeasurement;

/** Measured batch times from a file with the columns share, batch and seconds. */
public final class ServiceFitFile {
    private static final List<String> COLUMNS = List.of("share", "batch", "seconds");

    private ServiceFitFile() {}

    /** The fitted law of service and how far the measurements are from it. */
    public static Map<String, Object> fit(Path file, double kappa) {
        ServiceLawFit fit;
        try {
            fit = ServiceLawFit.of(read(file), kappa);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException("%s: %s".formatted(file, e.getMessage()), e);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("measurements", fit.measurements());
        fields.put("eps", fit.law().epsilonSeconds());
        fields.put("c", fit.law().computeSeconds());
        fields.put("theta", fit.law().marginalCost());
        fields.put("kappa", fit.law().kappa());
        fields.put("residual", fit.residualSeconds());
        fields.put("relativeResidual", fit.relativeResidual());
        return fields;
    }

    private static List<ServiceMeasurement> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UserErrorException(
                    "--fit: cannot read %s: %s".formatted(file, IoProblem.inWords(e)), e);
        }
        List<String> header = lines.isEmpty() ? List.of() : cells(lines.get(0));
        if (!header.containsAll(COLUMNS)) {
            throw new UserErrorException(
                    "%s has the columns %s, expected %s".formatted(file, header, COLUMNS));
        }
        List<ServiceMeasurement> measurements = new ArrayList<>();
        for (int line = 1; line < lines.size(); line++) {
            if (!lines.get(line).isBlank()) {
                measurements.add(measurement(file, line + 1, header, cells(lines.get(line))));
            }
        }
        return measurements;
    }

    private static ServiceMeasurement measurement(
            Path file, int line, List<String> header, List<String> cells) {
        try {
            if (cells.size() != header.size()) {
                throw new IllegalArgumentException(
                        "%d cells, expected %d".formatted(cells.size(), header.size()));
            }
            return new ServiceMeasurement(
                    Double.parseDouble(cells.get(header.indexOf("share"))),
                    Integer.parseInt(cells.get(header.indexOf("batch"))),
                    Double.parseDouble(cells.get(header.indexOf("seconds"))));
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(
                    "%s, line %d: %s".formatted(file, line, e.getMessage()), e);
        }
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
    }
}
