package org.dsppo.operators.metrics;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.dsppo.operators.serving.Comparison;
import org.dsppo.policy.engine.ForcedPlacement;
import org.dsppo.policy.engine.IgnoredInput;
import org.dsppo.policy.placement.FallbackReason;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PolicyReference;

/**
 * Metrics of the placement operator, in the group {@code placement}. Labels are kinds and reasons,
 * never names of nodes, tasks or cells, of which there may be very many.
 */
public final class PlacementMetrics {

    private static final int HISTOGRAM_WINDOW = 10_000;

    private final MetricGroup group;
    private final Map<Decided, Counter> decisions = new ConcurrentHashMap<>();
    private final Map<FallbackReason, Counter> fallbacks = new ConcurrentHashMap<>();
    private final Map<String, Counter> refusals = new ConcurrentHashMap<>();
    private final Map<IgnoredInput, Counter> ignored = new ConcurrentHashMap<>();
    private final Map<String, Load> loads = new ConcurrentHashMap<>();
    private final Map<ForcedPlacement, Counter> forced = new ConcurrentHashMap<>();
    private final Counter deadlineMisses;
    private final Counter nodesLeftAlone;
    private final Counter requeued;
    private final Counter compared;
    private final Counter agreed;
    private final Counter regretMillis;
    private final Counter rolloutSegments;
    private final Counter rolloutDecisions;
    private final Histogram decisionLatencyMicros;
    private final Histogram decideMicros;
    private final DeadLetterMetrics deadLetters;

    /** What decisions are counted by. */
    private record Decided(DecisionKind kind, String policy, String stage) {}

    /** What a cell looked like when it was last touched; read by the reporters' threads. */
    private record Load(long waiting, long oldestWaitMillis) {}

    /**
     * @param operator the operator's group
     */
    public PlacementMetrics(MetricGroup operator) {
        group = operator.addGroup("placement");
        for (FallbackReason why : FallbackReason.values()) {
            fallbacks.put(why, group.addGroup("reason", label(why)).counter("fallbacks"));
        }
        for (IgnoredInput why : IgnoredInput.values()) {
            ignored.put(why, group.addGroup("reason", label(why)).counter("ignoredInputs"));
        }
        for (ForcedPlacement why : ForcedPlacement.values()) {
            forced.put(why, group.addGroup("reason", label(why)).counter("forcedPlacements"));
        }
        deadlineMisses = group.counter("deadlineMisses");
        nodesLeftAlone = group.counter("nodesLeftAlone");
        requeued = group.counter("requeuedAttempts");
        compared = group.counter("comparedChoices");
        agreed = group.counter("agreedChoices");
        regretMillis = group.counter("regretMillis");
        rolloutSegments = group.counter("rolloutSegments");
        rolloutDecisions = group.counter("rolloutDecisions");
        decisionLatencyMicros = histogram(group, "decisionLatencyMicros");
        decideMicros = histogram(group, "decideMicros");
        deadLetters = new DeadLetterMetrics(group);
        group.<Long, Gauge<Long>>gauge("cells", () -> (long) loads.size());
        group.<Long, Gauge<Long>>gauge(
                "queueLength", () -> loads.values().stream().mapToLong(Load::waiting).sum());
        group.<Long, Gauge<Long>>gauge(
                "oldestWaitMillis",
                () -> loads.values().stream().mapToLong(Load::oldestWaitMillis).max().orElse(0));
    }

    private static Histogram histogram(MetricGroup group, String name) {
        return group.histogram(name, new DescriptiveStatisticsHistogram(HISTOGRAM_WINDOW));
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A decision went out. */
    public void decided(DecisionKind kind, PolicyReference policy) {
        decisions
                .computeIfAbsent(
                        new Decided(kind, policy.name(), policy.stage()), this::decisionCounter)
                .inc();
    }

    private Counter decisionCounter(Decided decided) {
        return group.addGroup("kind", label(decided.kind()))
                .addGroup("policy", decided.policy())
                .addGroup("stage", decided.stage())
                .counter("decisions");
    }

    /** A decision went out this long after the oldest input of its batch came in. */
    public void decisionLatency(long nanos) {
        decisionLatencyMicros.update(nanos / 1_000);
    }

    /** The engine took this long to decide once. */
    public void decideDuration(long nanos) {
        decideMicros.update(nanos / 1_000);
    }

    /** An input changed nothing. */
    public void ignored(IgnoredInput why) {
        ignored.get(why).inc();
    }

    /** The engine placed a task that the policy had left waiting. */
    public void forced(ForcedPlacement why) {
        forced.get(why).inc();
    }

    /** A node gets nothing new for a while, because tasks fail there. */
    public void leftAlone() {
        nodesLeftAlone.inc();
    }

    /** A task missed its deadline. */
    public void deadlineMissed() {
        deadlineMisses.inc();
    }

    /** A task waits again as its next attempt. */
    public void requeued() {
        requeued.inc();
    }

    /**
     * A version of a policy cannot be used.
     *
     * @param why in a word or two, one of a few
     */
    public void policyRefused(String why) {
        refusals.computeIfAbsent(
                        why, reason -> group.addGroup("reason", reason).counter("refusedVersions"))
                .inc();
    }

    /** A fallback decides for the rest of an instant. */
    public void fellBack(FallbackReason why) {
        fallbacks.get(why).inc();
    }

    /** Choices of the policy were compared with those of the reference. */
    public void compared(Comparison withReference) {
        compared.inc(withReference.compared());
        agreed.inc(withReference.agreed());
        regretMillis.inc(withReference.ownMillis() - withReference.otherMillis());
    }

    /** Decisions that follow each other were written down for training. */
    public void rolledOut(int decisions) {
        rolloutSegments.inc();
        rolloutDecisions.inc(decisions);
    }

    /** A dead letter went out. */
    public void deadLetter(String reason) {
        deadLetters.count(reason);
    }

    /** How a cell looks now. */
    public void load(String cell, long waiting, long oldestWaitMillis) {
        loads.put(cell, new Load(waiting, oldestWaitMillis));
    }

    /** A cell is no longer kept. */
    public void drop(String cell) {
        loads.remove(cell);
    }
}
