package org.dsppo.operators.node;

import java.util.Map;
import org.dsppo.operators.state.NodeChangeState;
import org.dsppo.operators.state.NodeHealthState;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.schemas.node.NodeTelemetry;

/**
 * What is known of a node.
 *
 * @param report its last report
 * @param condition its condition now
 * @param emitted what was last passed on, null while its cluster is not known
 * @param seenAtMillis processing time of its last report
 * @param emittedAtMillis processing time of the last change that was passed on
 * @param timerMillis when its timer fires
 * @param allocatedAtMillis as of when its expected run times, part of what was emitted, are, by
 *     task class
 */
record KnownNode(
        NodeTelemetry report,
        NodeCondition condition,
        NodeChanged emitted,
        long seenAtMillis,
        long emittedAtMillis,
        long timerMillis,
        Map<String, Long> allocatedAtMillis) {

    static KnownNode of(NodeHealthState state) {
        return new KnownNode(
                state.report(),
                NodeCondition.valueOf(state.condition()),
                state.emitted() == null ? null : state.emitted().toEngine(),
                state.seenAtMillis(),
                state.emittedAtMillis(),
                state.timerMillis(),
                state.allocatedAtMillis());
    }

    NodeHealthState state() {
        return new NodeHealthState(
                report,
                condition.name(),
                emitted == null ? null : NodeChangeState.of(emitted),
                seenAtMillis,
                emittedAtMillis,
                timerMillis,
                allocatedAtMillis);
    }

    KnownNode inCondition(NodeCondition now) {
        return new KnownNode(
                report,
                now,
                emitted,
                seenAtMillis,
                emittedAtMillis,
                timerMillis,
                allocatedAtMillis);
    }

    KnownNode emitting(NodeChanged change, long nowMillis) {
        return new KnownNode(
                report, condition, change, seenAtMillis, nowMillis, timerMillis, allocatedAtMillis);
    }

    KnownNode withTimer(long atMillis) {
        return new KnownNode(
                report,
                condition,
                emitted,
                seenAtMillis,
                emittedAtMillis,
                atMillis,
                allocatedAtMillis);
    }

    KnownNode allocatedAt(Map<String, Long> atMillis) {
        return new KnownNode(
                report, condition, emitted, seenAtMillis, emittedAtMillis, timerMillis, atMillis);
    }
}
