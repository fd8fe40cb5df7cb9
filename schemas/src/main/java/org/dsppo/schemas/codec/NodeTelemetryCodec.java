package org.dsppo.schemas.codec;

import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.node.RunningAttempt;

/** Reads {@link NodeTelemetry}. */
final class NodeTelemetryCodec {
    private NodeTelemetryCodec() {}

    static NodeTelemetry read(JsonObjectReader fields) throws InvalidMessageException {
        return new NodeTelemetry(
                fields.requiredText("nodeId"),
                fields.requiredText("cluster"),
                fields.labels("labels"),
                fields.amounts("capacity", Limits.AMOUNT),
                fields.has("used") ? fields.amounts("used", Limits.AMOUNT) : null,
                fields.objects("running", NodeTelemetryCodec::running),
                fields.flagOr("healthy", true),
                fields.flagOr("draining", false),
                fields.requiredLong("reportedAtMillis", 0, Limits.TIME_MILLIS),
                fields.requiredLong("sequence", 0, Long.MAX_VALUE));
    }

    private static RunningAttempt running(JsonObjectReader fields) throws InvalidMessageException {
        return new RunningAttempt(
                fields.requiredText("taskId"), fields.requiredInt("attempt", 1, Integer.MAX_VALUE));
    }
}
