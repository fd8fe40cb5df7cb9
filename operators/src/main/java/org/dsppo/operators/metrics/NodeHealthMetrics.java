package org.dsppo.operators.metrics;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.dsppo.policy.engine.NodeCondition;

/** Metrics of the node health operator, in the group {@code nodeHealth}. */
public final class NodeHealthMetrics {

    private final Map<NodeCondition, Counter> transitions = new EnumMap<>(NodeCondition.class);
    private final Counter staleReports;
    private final Counter heldBack;
    private final Counter ignoredAllocations;

    /**
     * @param operator the operator's group
     */
    public NodeHealthMetrics(MetricGroup operator) {
        MetricGroup group = operator.addGroup("nodeHealth");
        for (NodeCondition condition : NodeCondition.values()) {
            String label = condition.name().toLowerCase(Locale.ROOT);
            transitions.put(
                    condition, group.addGroup("condition", label).counter("conditionChanges"));
        }
        staleReports = group.counter("staleReports");
        heldBack = group.counter("reportsOfUnknownClusters");
        ignoredAllocations = group.counter("ignoredAllocations");
    }

    /** A node's condition became this. */
    public void became(NodeCondition condition) {
        transitions.get(condition).inc();
    }

    /** A report was repeated or overtaken by a newer one. */
    public void stale() {
        staleReports.inc();
    }

    /** A report was held back because the catalogue has no such cluster. */
    public void heldBack() {
        heldBack.inc();
    }

    /** An allocation was too old, or of a node that placement does not know. */
    public void allocationIgnored() {
        ignoredAllocations.inc();
    }
}
