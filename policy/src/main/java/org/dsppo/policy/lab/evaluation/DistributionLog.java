package org.dsppo.policy.lab.evaluation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dsppo.policy.lab.evaluation.RunDistribution.ClassFigures;

/**
 * {@code distributions.csv} beside {@code results.csv}: one line per instance, policy and seed with
 * quantiles of completion, and for each class {@code name=finished/completion/waiting/p95}, the
 * name as in a URL. A line that was cut off is dropped.
 */
final class DistributionLog implements AutoCloseable {

    private static final String HEADER = "instance,policy,seed,completionQuantilesMillis,classes";

    private final Map<String, RunDistribution> found = new HashMap<>();
    private final BufferedWriter out;

    /**
     * Opens or starts a log.
     *
     * @throws IOException if the file cannot be read or written
     */
    DistributionLog(Path file) throws IOException {
        List<String> whole = new ArrayList<>(List.of(HEADER));
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.split(",", -1);
                if (fields.length == 5 && line.endsWith(";")) {
                    found.put(key(fields[0], fields[1], fields[2]), parse(fields));
                    whole.add(line);
                }
            }
        }
        Files.write(file, whole);
        out = Files.newBufferedWriter(file, StandardOpenOption.APPEND);
    }

    /** What is known of a run from before; null if nothing is. */
    RunDistribution find(String instance, String policy, String seed) {
        return found.get(key(instance, policy, seed));
    }

    private static String key(String instance, String policy, String seed) {
        return instance + ',' + policy + ',' + seed;
    }

    /** Appends a run and makes sure it is on disk. */
    void append(ExperimentRow row) throws IOException {
        RunDistribution distribution = row.distribution();
        out.write(
                String.join(
                        ",",
                        row.instance(),
                        row.policy(),
                        Long.toString(row.seed()),
                        Arrays.stream(distribution.completionQuantilesMillis())
                                .mapToObj(Double::toString)
                                .collect(Collectors.joining(" ")),
                        distribution.classes().stream()
                                        .map(DistributionLog::format)
                                        .collect(Collectors.joining(" "))
                                + ";"));
        out.newLine();
        out.flush();
    }

    private static String format(ClassFigures each) {
        return URLEncoder.encode(each.taskClass(), StandardCharsets.UTF_8)
                + "=%d/%s/%s/%s"
                        .formatted(
                                each.finished(),
                                Double.toString(each.averageCompletionMillis()),
                                Double.toString(each.averageWaitingMillis()),
                                Double.toString(each.p95CompletionMillis()));
    }

    private static RunDistribution parse(String[] fields) {
        double[] quantiles =
                Arrays.stream(fields[3].split(" ")).mapToDouble(Double::parseDouble).toArray();
        String classes = fields[4].substring(0, fields[4].length() - 1);
        List<ClassFigures> figures = new ArrayList<>();
        for (String each : classes.isEmpty() ? new String[0] : classes.split(" ")) {
            int equals = each.indexOf('=');
            String[] numbers = each.substring(equals + 1).split("/");
            figures.add(
                    new ClassFigures(
                            URLDecoder.decode(each.substring(0, equals), StandardCharsets.UTF_8),
                            Integer.parseInt(numbers[0]),
                            Double.parseDouble(numbers[1]),
                            Double.parseDouble(numbers[2]),
                            Double.parseDouble(numbers[3])));
        }
        return new RunDistribution(quantiles, figures);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
