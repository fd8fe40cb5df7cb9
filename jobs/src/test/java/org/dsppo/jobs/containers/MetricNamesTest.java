package org.dsppo.jobs.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricNamesTest {

    @Test
    void metricsAreToldFromFunctionsLabelsAndWords() {
        assertThat(
                        MetricNames.of(
                                "sum by (kind) (rate(a_total{stage=\"x y\", policy=~\"b\"}[1m]))"))
                .isEqualTo(Map.of("a_total", Set.of("stage", "policy", "kind")));
        assertThat(MetricNames.of("absent(a) or max(b) without (c) > 10e3 and d offset 10m * 0"))
                .isEqualTo(Map.of("a", Set.of("c"), "b", Set.of("c"), "d", Set.of("c")));
        assertThat(MetricNames.of("a / on (x) group_left (y) b{z!=\"}\"}"))
                .isEqualTo(Map.of("a", Set.of("x", "y"), "b", Set.of("x", "y", "z")));
        assertThat(MetricNames.of("1 + 2")).isEmpty();
    }
}
