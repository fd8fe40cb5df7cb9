package org.dsppo.operators.metrics;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.dsppo.operators.training.LiveComparison;
import org.dsppo.operators.training.LiveReturns;
import org.dsppo.schemas.policyversion.PolicyStages;

/** Metrics of the life cycle of a policy, in the group {@code lifeCycle}. */
public final class LifeCycleMetrics {

    private final Counter published;
    private final Counter arrivals;
    private final Counter trained;
    private final Map<LiveReturns.Dropped, Counter> dropped =
            new EnumMap<>(LiveReturns.Dropped.class);
    private volatile double simulatorLogRatio;
    private final Counter observedRuntimes;
    private volatile long generation;
    private volatile long activeVersion;
    private volatile long canaryVersion;
    private volatile long shadowVersion;

    /**
     * @param operator the operator's group
     */
    public LifeCycleMetrics(MetricGroup operator) {
        MetricGroup group = operator.addGroup("lifeCycle");
        published = group.counter("publishedRevisions");
        arrivals = group.counter("rememberedArrivals");
        trained = group.counter("trainedVersions");
        for (LiveReturns.Dropped why : LiveReturns.Dropped.values()) {
            dropped.put(
                    why,
                    group.addGroup("reason", why.name().toLowerCase(Locale.ROOT))
                            .counter("droppedRollouts"));
        }
        group.<Double, Gauge<Double>>gauge("simulatorLogRatio", () -> simulatorLogRatio);
        observedRuntimes = group.counter("observedRuntimes");
        group.<Long, Gauge<Long>>gauge("trainingGeneration", () -> generation);
        group.<Long, Gauge<Long>>gauge("activeVersion", () -> activeVersion);
        group.<Long, Gauge<Long>>gauge("canaryVersion", () -> canaryVersion);
        group.<Long, Gauge<Long>>gauge("shadowVersion", () -> shadowVersion);
    }

    /** A task arrived. */
    public void arrived() {
        arrivals.inc();
    }

    /** Training has come this far. */
    public void generation(long done) {
        generation = done;
    }

    /** Decisions that were written down are of no use. */
    public void dropped(LiveReturns.Dropped why) {
        dropped.get(why).inc();
    }

    /** The simulator was compared with what happened; null if there was nothing to compare. */
    public void compared(LiveComparison withLive) {
        simulatorLogRatio = withLive == null ? 0 : withLive.logRatio();
    }

    /** It was seen how long a task ran. */
    public void observedRuntime() {
        observedRuntimes.inc();
    }

    /** A trained version went out. */
    public void trained() {
        trained.inc();
    }

    /** A stage record went out. */
    public void published(PolicyStages record) {
        published.inc();
        activeVersion = record.active();
        canaryVersion = record.canary() == null ? 0 : record.canary();
        shadowVersion = record.shadow() == null ? 0 : record.shadow();
    }
}
