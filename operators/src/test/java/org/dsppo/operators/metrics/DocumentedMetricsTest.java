package org.dsppo.operators.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.dsppo.operators.serving.Comparison;
import org.dsppo.policy.placement.FallbackReason;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PolicyReference;
import org.junit.jupiter.api.Test;

/** The metrics that the README names are there under these names, and no others. */
class DocumentedMetricsTest {

    /** A row of the table: `placement.decisions` | kind, policy, stage | what. */
    private static final Pattern ROW =
            Pattern.compile("^\\| `([A-Za-z.]+)` \\| ([a-z, ]*) ?\\| .*");

    /** Names of metrics with their labels, as a reporter such as that of Prometheus gets them. */
    private static final class Recording implements MetricGroup {
        private final String path;
        private final Set<String> labels;
        private final Map<String, Set<String>> seen;

        Recording(String path, Set<String> labels, Map<String, Set<String>> seen) {
            this.path = path;
            this.labels = labels;
            this.seen = seen;
        }

        private <M extends Metric> M add(String name, M metric) {
            seen.put(path + name, labels);
            return metric;
        }

        @Override
        public Counter counter(String name) {
            return add(name, new SimpleCounter());
        }

        @Override
        public <C extends Counter> C counter(String name, C counter) {
            return add(name, counter);
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            return add(name, gauge);
        }

        @Override
        public <H extends Histogram> H histogram(String name, H histogram) {
            return add(name, histogram);
        }

        @Override
        public <M extends Meter> M meter(String name, M meter) {
            return add(name, meter);
        }

        @Override
        public MetricGroup addGroup(String name) {
            return new Recording(path + name + ".", labels, seen);
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
            Set<String> more = new HashSet<>(labels);
            more.add(key);
            return new Recording(path, more, seen);
        }

        @Override
        public String[] getScopeComponents() {
            return new String[0];
        }

        @Override
        public Map<String, String> getAllVariables() {
            return Map.of();
        }

        @Override
        public String getMetricIdentifier(String metricName) {
            return path + metricName;
        }

        @Override
        public String getMetricIdentifier(String metricName, CharacterFilter filter) {
            return path + metricName;
        }
    }

    @Test
    void areThereUnderTheirNames() throws Exception {
        Map<String, Set<String>> seen = new HashMap<>();
        MetricGroup operator = new Recording("", Set.of(), seen);
        PlacementMetrics placement = new PlacementMetrics(operator);
        placement.decided(DecisionKind.ASSIGN, new PolicyReference("p", 1, "active"));
        placement.policyRefused("checksum");
        placement.fellBack(FallbackReason.NO_POLICY);
        placement.deadLetter("broken");
        placement.compared(Comparison.NONE);
        new NodeHealthMetrics(operator);
        new LifeCycleMetrics(operator);

        Map<String, Set<String>> documented = new HashMap<>();
        try (Stream<String> lines = Files.lines(Path.of("..", "operators", "README.md"))) {
            lines.map(ROW::matcher)
                    .filter(Matcher::matches)
                    .forEach(row -> documented.put(row.group(1), labels(row.group(2))));
        }
        assertThat(documented).isEqualTo(seen);
    }

    private static Set<String> labels(String listed) {
        return listed.isBlank() ? Set.of() : Set.of(listed.trim().split(", "));
    }
}
