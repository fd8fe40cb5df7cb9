package org.dsppo.jobs.report.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportPageTest {

    private static final Pattern TAG = Pattern.compile("<(/?)([a-z][a-z0-9]*)\\b[^>]*?(/?)>");
    private static final Set<String> VOID = Set.of("meta", "input", "br", "link", "img");

    @TempDir private static Path folder;
    private static SampleReport sample;

    @BeforeAll
    static void makeReport() throws IOException {
        sample = SampleReport.of(folder);
    }

    @Test
    void isWellFormed() {
        String markup = markup();
        Deque<String> open = new ArrayDeque<>();
        Matcher tags = TAG.matcher(markup);
        while (tags.find()) {
            String name = tags.group(2);
            if (tags.group(1).isEmpty() && !VOID.contains(name)) {
                open.push(name);
            } else if (!tags.group(1).isEmpty()) {
                assertThat(open.pop()).as("closed at %s", tags.start()).isEqualTo(name);
            }
        }
        assertThat(open).isEmpty();
        assertThat(markup).doesNotContain("{{").doesNotContain("injected");
    }

    @Test
    void carriesNamesThatLookLikeMarkupAsData() throws IOException {
        JsonNode data = data();
        assertThat(data.at("/document/instances/1/name").asText()).isEqualTo(SampleReport.HOSTILE);
        assertThat(data.at("/document/description").asText()).isEqualTo("A <small> sample");
    }

    @Test
    void asksTheNetworkForNothing() {
        assertThat(markup())
                .contains("default-src 'none'")
                .doesNotContainPattern("<(script|img|iframe)[^>]* src=")
                .doesNotContainPattern("<link[^>]* href=");
    }

    @Test
    void drawsEveryAttemptOfTheRunsItShows() throws IOException {
        JsonNode run = data().at("/runs/0");
        assertThat(run.at("/policy").asText()).isEqualTo("greedy");
        assertThat(run.at("/instance").asText()).isEqualTo(SampleReport.HOSTILE);
        assertThat(run.at("/bars")).hasSize(1200);
        assertThat(run.at("/tasks")).hasSize(1200);
        assertThat(run.at("/nodes")).hasSize(33);
        JsonNode bar = run.at("/bars/17");
        assertThat(bar.get(7).asLong()).as("end").isGreaterThan(bar.get(6).asLong());
        assertThat(bar.get(6).asLong()).as("start").isGreaterThanOrEqualTo(bar.get(5).asLong());
    }

    @Test
    void saysWhatTheFiguresShow() {
        Findings findings = new Findings(sample.results(), Map.of(), List.of());
        assertThat(findings.headline())
                .isEqualTo(
                        "Of 2 instances, greedy leads on 1; on 1 no difference is shown between the"
                                + " first and the next.");
        List<ExperimentDocument.Finding> each = findings.perInstance();
        assertThat(each.get(0).text())
                .startsWith("greedy finishes a task in 4")
                .contains("; then comes ")
                .endsWith(" more.");
    }

    @Test
    void carriesWhatThePlotsNeed() throws IOException {
        JsonNode data = data();
        int levels = data.at("/quantileLevels").size();
        assertThat(data.at("/quantileLevels/0").asDouble()).isZero();
        assertThat(data.at("/quantileLevels/" + (levels - 1)).asDouble()).isEqualTo(100);
        JsonNode policy = data.at("/document/instances/1/policies/2");
        JsonNode detail = policy.get("detail");
        assertThat(detail.get("completionQuantilesMillis")).hasSize(levels);
        assertThat(detail.get("pairedDifferences")).hasSize(3);
        double mean = 0;
        for (JsonNode each : detail.get("pairedDifferences")) {
            mean += each.asDouble() / 3;
        }
        assertThat(policy.at("/differenceToBest/mean").asDouble()).isCloseTo(mean, within(1e-5));
        assertThat(detail.get("classes")).hasSize(5);
        long finished = 0;
        for (JsonNode each : detail.get("classes")) {
            finished += each.get("finished").asLong();
        }
        assertThat(finished).isEqualTo(policy.get("finished").asLong()).isEqualTo(3600);
        assertThat(data.get("queues").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(SampleReport.POLICIES);
        assertThat(data.at("/queues/greedy/waiting")).hasSize(300);
    }

    @Test
    void hasAPlaceForEveryPlot() {
        for (String chart :
                List.of(
                        "completion",
                        "waiting",
                        "utilisation",
                        "distribution",
                        "paired",
                        "classes",
                        "load",
                        "load-relative",
                        "load-p95",
                        "load-p99",
                        "waits",
                        "regret",
                        "queue",
                        "gantt",
                        "timeline")) {
            assertThat(markup()).contains("<div class=\"chart\" id=\"" + chart + "\">");
        }
    }

    /** The page without what stands in its script and style elements, which is no markup. */
    private static String markup() {
        return sample.page()
                .replaceAll("(?s)(<script[^>]*>).*?(</script>)", "$1$2")
                .replaceAll("(?s)(<style>).*?(</style>)", "$1$2");
    }

    private static JsonNode data() throws IOException {
        Matcher data =
                Pattern.compile("(?s)<script id=\"data\" type=\"application/json\">(.*?)</script>")
                        .matcher(sample.page());
        assertThat(data.find()).isTrue();
        return new ObjectMapper().readTree(data.group(1));
    }
}
