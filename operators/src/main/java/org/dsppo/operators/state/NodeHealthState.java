package org.dsppo.operators.state;

import java.util.Map;
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
 *     task class; null in snapshots of before they were told apart
 */
public record NodeHealthState(
        NodeTelemetry report,
        NodeCondition condition,
        NodeChanged emitted,
        long seenAtMillis,
        long emittedAtMillis,
        long timerMillis,
        Map<String, Long> allocatedAtMillis) {}
