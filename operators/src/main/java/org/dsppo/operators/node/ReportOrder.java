package org.dsppo.operators.node;

import org.dsppo.schemas.node.NodeTelemetry;

/** Tells new reports of a node from repeated and overtaken ones. */
final class ReportOrder {
    private ReportOrder() {}

    /**
     * True if a report says more than the one before: by its sequence, which a clock that was set
     * back does not touch, or by a later time, when the sequence has begun anew with the node.
     */
    static boolean newer(NodeTelemetry report, NodeTelemetry last) {
        return report.sequence() > last.sequence()
                || report.reportedAtMillis() > last.reportedAtMillis();
    }
}
