package org.dsppo.operators.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.testutils.MetricListener;
import org.dsppo.operators.serving.Comparison;
import org.dsppo.policy.engine.ForcedPlacement;
import org.dsppo.policy.engine.IgnoredInput;
import org.dsppo.policy.placement.FallbackReason;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PolicyReference;
import org.junit.jupiter.api.Test;

class PlacementMetricsTest {

    private static final PolicyReference ACTIVE = new PolicyReference("greedy", 1, "active");

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
        metrics.decided(DecisionKind.ASSIGN, ACTIVE);
        metrics.decided(DecisionKind.ASSIGN, ACTIVE);
        metrics.decided(DecisionKind.REJECT, ACTIVE);
        metrics.ignored(IgnoredInput.DUPLICATE_EVENT);
        metrics.deadLetter("conflicting-content");
        metrics.requeued();
        metrics.forced(ForcedPlacement.STANDSTILL);
        metrics.deadlineMissed();
        metrics.policyRefused("checksum");
        metrics.fellBack(FallbackReason.NON_FINITE_SCORE);
        metrics.compared(new Comparison(10, 8, 9, 500, 700, 0));

        assertThat(
                        counter(
                                "placement",
                                "kind",
                                "assign",
                                "policy",
                                "greedy",
                                "stage",
                                "active",
                                "decisions"))
                .isEqualTo(2);
        assertThat(
                        counter(
                                "placement",
                                "kind",
                                "reject",
                                "policy",
                                "greedy",
                                "stage",
                                "active",
                                "decisions"))
                .isEqualTo(1);
        assertThat(counter("placement", "reason", "duplicate-event", "ignoredInputs")).isEqualTo(1);
        assertThat(counter("placement", "reason", "conflicting-content", "deadLetters"))
                .isEqualTo(1);
        assertThat(counter("placement", "requeuedAttempts")).isEqualTo(1);
        assertThat(counter("placement", "reason", "standstill", "forcedPlacements")).isEqualTo(1);
        assertThat(counter("placement", "reason", "reserved", "forcedPlacements")).isZero();
        assertThat(counter("placement", "deadlineMisses")).isEqualTo(1);
        assertThat(counter("placement", "reason", "checksum", "refusedVersions")).isEqualTo(1);
        assertThat(counter("placement", "reason", "non-finite-score", "fallbacks")).isEqualTo(1);
        assertThat(counter("placement", "reason", "exceeded-budget", "fallbacks")).isZero();
        assertThat(counter("placement", "comparedChoices")).isEqualTo(10);
        assertThat(counter("placement", "agreedChoices")).isEqualTo(8);
        assertThat(counter("placement", "regretMillis")).isEqualTo(-200);
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
