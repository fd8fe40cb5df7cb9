package org.dsppo.operators.metrics;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts dead letters by reason: {@code deadLetters} with the label {@code reason}. */
public final class DeadLetterMetrics {

    private final MetricGroup group;
    private final Map<String, Counter> counters = new HashMap<>();

    /**
     * @param group the operator's group
     */
    public DeadLetterMetrics(MetricGroup group) {
        this.group = group;
    }

    /** Counts one. */
    public void count(String reason) {
        counters.computeIfAbsent(
                        reason, each -> group.addGroup("reason", each).counter("deadLetters"))
                .inc();
    }
}
