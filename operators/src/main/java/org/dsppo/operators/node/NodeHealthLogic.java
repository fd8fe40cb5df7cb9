package org.dsppo.operators.node;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dsppo.operators.metrics.NodeHealthMetrics;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.schemas.allocation.Allocation;
import org.dsppo.schemas.node.NodeTelemetry;

/**
 * Judges one node by what it reports and by its silence: from UP or DRAINING to SUSPECT to DOWN to
 * forgotten. A report brings it back from anywhere.
 */
final class NodeHealthLogic {

    private final NodeHealthOptions options;
    private final Function<String, String> cellOfCluster;
    private final NodeRecord node;
    private final NodeHealthMetrics metrics;
    private final UnknownClusterLog unknownClusters;
    private boolean started;
    private long startedAtMillis;

    /**
     * @param cellOfCluster cell by cluster id, null while the catalogue has no such cluster
     * @param node the node that is being handled
     * @param unknownClusters is told of reports that are held back
     */
    NodeHealthLogic(
            NodeHealthOptions options,
            Function<String, String> cellOfCluster,
            NodeRecord node,
            NodeHealthMetrics metrics,
            UnknownClusterLog unknownClusters) {
        this.options = options;
        this.cellOfCluster = cellOfCluster;
        this.node = node;
        this.metrics = metrics;
        this.unknownClusters = unknownClusters;
    }

    /** A node reported. */
    void reported(NodeTelemetry report, long nowMillis) {
        start(nowMillis);
        KnownNode before = node.get();
        if (before != null && !ReportOrder.newer(report, before.report())) {
            metrics.stale();
            return;
        }
        KnownNode after =
                new KnownNode(
                        report,
                        conditionOf(report),
                        before == null ? null : before.emitted(),
                        nowMillis,
                        before == null ? 0 : before.emittedAtMillis(),
                        before == null ? 0 : before.timerMillis(),
                        before == null ? Map.of() : before.allocatedAtMillis());
        // A timer that fires too early is left to do so; every report would have to replace it.
        long suspectAtMillis = nowMillis + options.suspectMillis();
        if (before == null || before.timerMillis() > suspectAtMillis) {
            after = withTimer(after, suspectAtMillis);
        }
        if (before == null || before.condition() != after.condition()) {
            metrics.became(after.condition());
        }
        node.put(passOn(after, expected(after, nowMillis), nowMillis));
    }

    /**
     * A share and batch bounds of the node were set: the delay that goes with them is what a task
     * is expected to take there. Those of a node that placement does not know yet are left out;
     * they are repeated.
     */
    void allocated(Allocation allocation, long nowMillis) {
        start(nowMillis);
        KnownNode state = node.get();
        if (state == null
                || state.emitted() == null
                || allocation.atMillis() + options.expectedMillis() <= nowMillis) {
            metrics.allocationIgnored();
            return;
        }
        Map<String, Double> expected = new HashMap<>(expected(state, nowMillis));
        Map<String, Long> atMillis = new HashMap<>(allocatedAt(state));
        Double millis = allocation.expectedDelayMillis();
        if (millis == null || millis == 0) {
            expected.remove(allocation.taskClass());
        } else {
            expected.put(allocation.taskClass(), millis);
            atMillis.merge(allocation.taskClass(), allocation.atMillis(), Math::max);
        }
        atMillis.keySet().retainAll(expected.keySet());
        node.put(passOn(state.allocatedAt(atMillis), expected, nowMillis));
    }

    /**
     * Expected run times that still count: a class that is tuned no more has none after a while.
     */
    private Map<String, Double> expected(KnownNode state, long nowMillis) {
        if (state.emitted() == null || ChangeThreshold.expected(state.emitted()).isEmpty()) {
            return Map.of();
        }
        Map<String, Long> atMillis = allocatedAt(state);
        Map<String, Double> expected = new HashMap<>(ChangeThreshold.expected(state.emitted()));
        expected.keySet()
                .removeIf(
                        taskClass ->
                                !atMillis.containsKey(taskClass)
                                        || atMillis.get(taskClass) + options.expectedMillis()
                                                <= nowMillis);
        return expected;
    }

    private static Map<String, Long> allocatedAt(KnownNode state) {
        return state.allocatedAtMillis() == null ? Map.of() : state.allocatedAtMillis();
    }

    private static NodeCondition conditionOf(NodeTelemetry report) {
        if (!report.healthy()) {
            return NodeCondition.DOWN;
        }
        return report.draining() ? NodeCondition.DRAINING : NodeCondition.UP;
    }

    /** The node's timer fired: reports since then have moved the time at which it matters. */
    void timerFired(long timerMillis, long nowMillis) {
        start(nowMillis);
        KnownNode state = node.get();
        if (state == null || state.timerMillis() != timerMillis) {
            return;
        }
        // Silence counts from when this run could have heard something.
        long silentSince = Math.max(state.seenAtMillis(), startedAtMillis);
        long silentMillis = nowMillis - silentSince;
        if (silentMillis >= options.forgetMillis()) {
            forget(state);
            return;
        }
        NodeCondition condition = state.condition();
        long nextMillis = options.suspectMillis();
        if (silentMillis >= options.downMillis()) {
            condition = NodeCondition.DOWN;
            nextMillis = options.forgetMillis();
        } else if (silentMillis >= options.suspectMillis()) {
            condition = condition == NodeCondition.DOWN ? condition : NodeCondition.SUSPECT;
            nextMillis = options.downMillis();
        }
        KnownNode after = withTimer(state.inCondition(condition), silentSince + nextMillis);
        if (condition != state.condition()) {
            metrics.became(condition);
            after = passOn(after, expected(after, nowMillis), nowMillis);
        }
        node.put(after);
    }

    private void start(long nowMillis) {
        if (!started) {
            started = true;
            startedAtMillis = nowMillis;
        }
    }

    private void forget(KnownNode state) {
        if (state.emitted() != null) {
            emitForgotten(state.emitted());
        }
        metrics.became(NodeCondition.FORGOTTEN);
        node.clear();
    }

    private void emitForgotten(NodeChanged last) {
        node.emit(
                new NodeChanged(
                        last.nodeId(),
                        last.cluster(),
                        last.cell(),
                        last.labels(),
                        last.capacity(),
                        null,
                        List.of(),
                        NodeCondition.FORGOTTEN,
                        last.reportedAtMillis()));
    }

    /** Passes a state on if it differs from what was passed on last, or if that was long ago. */
    private KnownNode passOn(KnownNode state, Map<String, Double> expected, long nowMillis) {
        NodeChanged last = state.emitted();
        String cell = cellOfCluster.apply(state.report().cluster());
        if (cell == null && last != null && last.cluster().equals(state.report().cluster())) {
            cell = last.cell();
        }
        if (cell == null) {
            metrics.heldBack();
            unknownClusters.heldBack(state.report().cluster(), state.report().nodeId());
            return state;
        }
        NodeChanged change = change(state, cell, expected);
        boolean fresh = nowMillis < state.emittedAtMillis() + options.refreshMillis();
        if (last != null
                && fresh
                && !ChangeThreshold.exceeded(last, change, options.usedTolerance())) {
            return state;
        }
        if (last != null && !last.cell().equals(cell)) {
            emitForgotten(last);
        }
        node.emit(change);
        return state.emitting(change, nowMillis);
    }

    private static NodeChanged change(KnownNode state, String cell, Map<String, Double> expected) {
        NodeTelemetry report = state.report();
        return new NodeChanged(
                report.nodeId(),
                report.cluster(),
                cell,
                report.labels(),
                report.capacity(),
                report.used(),
                report.running(),
                state.condition(),
                report.reportedAtMillis(),
                expected);
    }

    private KnownNode withTimer(KnownNode state, long atMillis) {
        if (state.timerMillis() > 0) {
            node.deleteTimer(state.timerMillis());
        }
        node.registerTimer(atMillis);
        return state.withTimer(atMillis);
    }
}
