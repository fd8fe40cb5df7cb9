package org.dsppo.operators.state;

import java.util.Map;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.schemas.node.NodeTelemetry;

/**
 * What is known of a node.
 *
 * @param report its last report
 * @param condition name of its {@link NodeCondition} now
 * @param emitted what was last passed on, null while its cluster is not known
 * @param seenAtMillis processing time of its last report
 * @param emittedAtMillis processing time of the last change that was passed on
 * @param timerMillis when its timer fires
 * @param allocatedAtMillis as of when its expected run times, part of what was emitted, are, by
 *     task class
 */
public record NodeHealthState(
        NodeTelemetry report,
        String condition,
        NodeChangeState emitted,
        long seenAtMillis,
        long emittedAtMillis,
        long timerMillis,
        Map<String, Long> allocatedAtMillis) {}
