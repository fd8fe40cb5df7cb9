package org.dsppo.jobs.cli;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;

/** What a job tells Prometheus, read over HTTP as Prometheus does. */
final class PrometheusPage {

    /** {@code name{label="value",...} number}. */
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");

    private static final Pattern SETTING = Pattern.compile("(metrics\\.reporter\\S+): (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final String PREFIX = "flink_taskmanager_job_task_operator_";

    private final List<Sample> samples;

    private record Sample(String name, Map<String, String> labels, double value) {}

    private PrometheusPage(List<Sample> samples) {
        this.samples = samples;
    }

    /** A port that is free now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The settings of Flink that the README gives, on a port of one's own. */
    static Configuration settings(int port) throws IOException {
        Configuration settings = new Configuration();
        try (Stream<String> lines = Files.lines(Path.of("..", "operators", "README.md"))) {
            lines.map(SETTING::matcher)
                    .filter(Matcher::matches)
                    .forEach(each -> settings.setString(each.group(1), each.group(2)));
        }
        settings.setString("metrics.reporter.prom.port", String.valueOf(port));
        return settings;
    }

    /** Reads the page. */
    static PrometheusPage read(int port) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create("http://localhost:" + port + "/metrics"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("status is " + answer.statusCode());
        }
        return new PrometheusPage(
                answer.body()
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(SAMPLE::matcher)
                        .filter(Matcher::matches)
                        .map(PrometheusPage::sample)
                        .toList());
    }

    private static Sample sample(Matcher line) {
        Map<String, String> labels = new HashMap<>();
        Matcher label = LABEL.matcher(line.group(2) == null ? "" : line.group(2));
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        return new Sample(line.group(1), labels, Double.parseDouble(line.group(3)));
    }

    /**
     * Sum of a metric over all whose labels have these values.
     *
     * @param labels names and values by turns
     * @throws AssertionError if there is none
     */
    double sum(String metric, String... labels) {
        List<Sample> named =
                samples.stream().filter(each -> each.name().equals(PREFIX + metric)).toList();
        List<Sample> found = named.stream().filter(each -> has(each, labels)).toList();
        if (found.isEmpty()) {
            throw new AssertionError(
                    "no %s with %s among %s".formatted(metric, List.of(labels), named));
        }
        return found.stream().mapToDouble(Sample::value).sum();
    }

    private static boolean has(Sample sample, String... labels) {
        for (int i = 0; i < labels.length; i += 2) {
            if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
                return false;
            }
        }
        return true;
    }
}
