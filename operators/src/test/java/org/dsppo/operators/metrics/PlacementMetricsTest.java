package org.dsppo.operators.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.testutils.MetricListener;
import org.dsppo.policy.engine.IgnoredInput;
import org.dsppo.schemas.decision.DecisionKind;
import org.junit.jupiter.api.Test;

class PlacementMetricsTest {

    private final MetricListener listener = new MetricListener();
    private final PlacementMetrics metrics = new PlacementMetrics(listener.getMetricGroup());

    private long counter(String... name) {
        return listener.getCounter(name).orElseThrow().getCount();
    }

    private long gauge(String name) {
        Gauge<Long> gauge = listener.<Long>getGauge("placement", name).orElseThrow();
        return gauge.getValue();
    }

    @Test
    void countsByKindAndReason() {
        metrics.decided(DecisionKind.ASSIGN);
        metrics.decided(DecisionKind.ASSIGN);
        metrics.decided(DecisionKind.REJECT);
        metrics.ignored(IgnoredInput.DUPLICATE_EVENT);
        metrics.deadLetter("conflicting-content");
        metrics.requeued();
        metrics.policyRefused();

        assertThat(counter("placement", "kind", "assign", "decisions")).isEqualTo(2);
        assertThat(counter("placement", "kind", "reject", "decisions")).isEqualTo(1);
        assertThat(counter("placement", "kind", "wait", "decisions")).isZero();
        assertThat(counter("placement", "reason", "duplicate-event", "ignoredInputs")).isEqualTo(1);
        assertThat(counter("placement", "reason", "conflicting-content", "deadLetters"))
                .isEqualTo(1);
        assertThat(counter("placement", "requeuedAttempts")).isEqualTo(1);
        assertThat(counter("placement", "policyRefusals")).isEqualTo(1);
    }

    @Test
    void addsCellsUpAndForgetsThoseThatAreGone() {
        metrics.load("west", 3, 500);
        metrics.load("east", 4, 200);
        assertThat(gauge("cells")).isEqualTo(2);
        assertThat(gauge("queueLength")).isEqualTo(7);
        assertThat(gauge("oldestWaitMillis")).isEqualTo(500);

        metrics.load("west", 0, 0);
        metrics.drop("east");
        assertThat(gauge("cells")).isEqualTo(1);
        assertThat(gauge("queueLength")).isZero();
        assertThat(gauge("oldestWaitMillis")).isZero();
    }

    @Test
    void measuresInMicroseconds() {
        metrics.decisionLatency(1_500_000);
        metrics.decideDuration(20_000);

        assertThat(
                        listener.getHistogram("placement", "decisionLatencyMicros")
                                .orElseThrow()
                                .getStatistics()
                                .getMax())
                .isEqualTo(1_500);
        assertThat(
                        listener.getHistogram("placement", "decideMicros")
                                .orElseThrow()
                                .getStatistics()
                                .getMax())
                .isEqualTo(20);
    }
}
