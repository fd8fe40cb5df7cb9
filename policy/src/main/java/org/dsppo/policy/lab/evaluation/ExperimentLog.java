package org.dsppo.policy.lab.evaluation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code results.csv}: one line per instance, policy and seed, written as it is known, so that a
 * run that was stopped goes on where it was. A line that was cut off is dropped and done again, and
 * so is one whose distribution is not in the file beside it.
 */
public final class ExperimentLog implements AutoCloseable {

    private static final String HEADER =
            "instance,policy,seed,tasks,finished,rejected,cancelled,averageCompletionMillis,"
                    + "averageWaitingMillis,p95CompletionMillis,p99CompletionMillis,"
                    + "p99WaitingMillis,makespanMillis,utilisation,utilisationInWindow,violations,"
                    + "waitQuantilesMillis,simulationMillis";

    private final List<ExperimentRow> rows = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private final DistributionLog distributions;
    private final BufferedWriter out;

    /**
     * Opens or starts a log.
     *
     * @throws IOException if the file cannot be read or written
     * @throws IllegalArgumentException if the file is not such a log
     */
    public ExperimentLog(Path file) throws IOException {
        List<String> known =
                Files.exists(file) && Files.size(file) > 0 ? Files.readAllLines(file) : List.of();
        if (!known.isEmpty() && !known.get(0).equals(HEADER)) {
            throw new IllegalArgumentException(
                    "%s is not a log of this version, expected a new folder".formatted(file));
        }
        distributions = new DistributionLog(file.resolveSibling("distributions.csv"));
        restore(known);
        List<String> lines = new ArrayList<>();
        lines.add(HEADER);
        rows.forEach(row -> lines.add(format(row)));
        // In one step, so that a stop in between costs nothing.
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.write(whole, lines);
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
        out = Files.newBufferedWriter(file, StandardOpenOption.APPEND);
    }

    private void restore(List<String> lines) {
        for (String line : lines) {
            String[] fields = line.split(",", -1);
            if (fields.length == HEADER.split(",").length && line.endsWith(";")) {
                RunDistribution spread = distributions.find(fields[0], fields[1], fields[2]);
                if (spread != null) {
                    remember(parse(fields, spread));
                }
            }
        }
    }

    /** True if a row is there already. */
    public synchronized boolean contains(String instance, String policy, long seed) {
        return keys.contains(key(instance, policy, seed));
    }

    /** Appends a row and makes sure it is on disk. */
    public synchronized void append(ExperimentRow row) throws IOException {
        remember(row);
        // First, so that no line of the results is without it.
        distributions.append(row);
        out.write(format(row));
        out.newLine();
        out.flush();
    }

    /** All rows, those of earlier runs included. */
    public synchronized List<ExperimentRow> rows() {
        return List.copyOf(rows);
    }

    private void remember(ExperimentRow row) {
        if (keys.add(key(row.instance(), row.policy(), row.seed()))) {
            rows.add(row);
        }
    }

    private static String key(String instance, String policy, long seed) {
        return instance + ',' + policy + ',' + seed;
    }

    private static String format(ExperimentRow row) {
        RunSummary s = row.summary();
        return String.join(
                ",",
                row.instance(),
                row.policy(),
                Long.toString(row.seed()),
                Integer.toString(s.tasks()),
                Integer.toString(s.finished()),
                Integer.toString(s.rejected()),
                Integer.toString(s.cancelled()),
                Double.toString(s.averageCompletionMillis()),
                Double.toString(s.averageWaitingMillis()),
                Double.toString(s.p95CompletionMillis()),
                Double.toString(s.p99CompletionMillis()),
                Double.toString(s.p99WaitingMillis()),
                Double.toString(s.makespanMillis()),
                Double.toString(s.utilisation()),
                Double.toString(s.utilisationInWindow()),
                s.violations().entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .collect(Collectors.joining(" ")),
                Arrays.stream(row.waitQuantilesMillis())
                        .mapToObj(Double::toString)
                        .collect(Collectors.joining(" ")),
                // The semicolon shows that the line is complete.
                row.simulationMillis() + ";");
    }

    private static ExperimentRow parse(String[] f, RunDistribution spread) {
        Map<String, Long> violations = new TreeMap<>();
        if (!f[15].isEmpty()) {
            for (String each : f[15].split(" ")) {
                String[] kindAndCount = each.split("=");
                violations.put(kindAndCount[0], Long.parseLong(kindAndCount[1]));
            }
        }
        RunSummary summary =
                new RunSummary(
                        Integer.parseInt(f[3]),
                        Integer.parseInt(f[4]),
                        Integer.parseInt(f[5]),
                        Integer.parseInt(f[6]),
                        Double.parseDouble(f[7]),
                        Double.parseDouble(f[8]),
                        Double.parseDouble(f[9]),
                        Double.parseDouble(f[10]),
                        Double.parseDouble(f[11]),
                        Double.parseDouble(f[12]),
                        Double.parseDouble(f[13]),
                        Double.parseDouble(f[14]),
                        violations);
        double[] quantiles =
                Arrays.stream(f[16].split(" ")).mapToDouble(Double::parseDouble).toArray();
        long millis = Long.parseLong(f[17].substring(0, f[17].length() - 1));
        return new ExperimentRow(
                f[0], f[1], Long.parseLong(f[2]), summary, quantiles, millis, spread);
    }

    @Override
    public void close() throws IOException {
        out.close();
        distributions.close();
    }
}
