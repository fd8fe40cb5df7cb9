package org.dsppo.operators.metrics;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.dsppo.schemas.policyversion.PolicyStages;

/** Metrics of the life cycle of a policy, in the group {@code lifeCycle}. */
public final class LifeCycleMetrics {

    private final Counter published;
    private final Counter arrivals;
    private final Counter trained;
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
