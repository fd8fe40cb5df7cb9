package org.dsppo.jobs.report.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dsppo.policy.lab.evaluation.Quantiles;
import org.dsppo.policy.lab.evaluation.QueueTimeline;

/**
 * {@code report.html}: one file with everything in it, the charting library included. It asks the
 * network for nothing.
 */
final class ReportPage {

    private static final Pattern SLOT = Pattern.compile("\\{\\{(\\w+)}}");
    private static final String LIBRARY = "META-INF/resources/_static/echarts/%s/";
    private static final String LIBRARY_POM = "META-INF/maven/org.mvnpm/echarts/pom.properties";

    private static final List<String> SCRIPTS =
            List.of("figures.js", "tables.js", "charts.js", "runs.js", "report.js");

    /** What the page's script reads. */
    record Content(
            ExperimentDocument document,
            List<RunDetail> runs,
            Map<String, QueueTimeline> queues,
            List<Double> quantileLevels) {}

    private ReportPage() {}

    static String render(ExperimentDocument document, DetailedRuns detailed) {
        Content content =
                new Content(document, detailed.runs(), detailed.queues(), Quantiles.LEVELS);
        Map<String, String> parts =
                Map.of(
                        "style", own("report.css"),
                        "library", script(library("dist/echarts.min.js")),
                        "libraryNotice", library("NOTICE").strip(),
                        "data", FigureJson.embeddable(content),
                        "script", script(scripts()));
        return SLOT.matcher(own("report.html"))
                .replaceAll(slot -> Matcher.quoteReplacement(parts.get(slot.group(1))));
    }

    private static String scripts() {
        return SCRIPTS.stream().map(ReportPage::own).collect(Collectors.joining("\n"));
    }

    /** A script that cannot end the element it stands in. */
    private static String script(String source) {
        return source.replace("</script", "<\\/script");
    }

    static String own(String name) {
        return read(ReportPage.class.getResourceAsStream(name), name);
    }

    private static String library(String name) {
        String path = LIBRARY.formatted(libraryVersion()) + name;
        return read(ReportPage.class.getClassLoader().getResourceAsStream(path), path);
    }

    /** The build's version of the library, which its paths contain. */
    private static String libraryVersion() {
        Properties pom = new Properties();
        ClassLoader loader = ReportPage.class.getClassLoader();
        try {
            pom.load(new StringReader(read(loader.getResourceAsStream(LIBRARY_POM), LIBRARY_POM)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pom.getProperty("version");
    }

    private static String read(InputStream resource, String name) {
        if (resource == null) {
            throw new IllegalStateException("the class path lacks " + name);
        }
        try (resource) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
