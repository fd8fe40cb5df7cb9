package org.dsppo.schemas.codec;

import org.dsppo.schemas.summary.CellSummary;
import org.dsppo.schemas.summary.NodeLeftAlone;

/** Reads {@link CellSummary}. */
final class CellSummaryCodec {
    private CellSummaryCodec() {}

    static CellSummary read(JsonObjectReader fields) throws InvalidMessageException {
        long start = fields.requiredLong("windowStartMillis", 0, Limits.TIME_MILLIS);
        return new CellSummary(
                fields.requiredText("cell"),
                PolicyReferenceCodec.read(fields.requiredObject("policy")),
                start,
                fields.requiredLong("windowEndMillis", start, Limits.TIME_MILLIS),
                count(fields, "assigned"),
                count(fields, "finished"),
                count(fields, "rejected"),
                count(fields, "requeued"),
                count(fields, "fallbacks"),
                count(fields, "waiting"),
                fields.longOr("oldestWaitMillis", 0, 0, Limits.TIME_MILLIS),
                fields.numberOr("averageWaitingMillis", 0, Limits.MILLIS),
                fields.numberOr("averageCompletionMillis", 0, Limits.MILLIS),
                count(fields, "compared"),
                count(fields, "agreed"),
                fields.numberOr("averageRegretMillis", 0, Limits.FINITE),
                fields.numberOr("speed", 1, Limits.FACTOR),
                count(fields, "nodes"),
                count(fields, "schedulableNodes"),
                fields.texts("downNodes", Limits.NODE_NAME_LENGTH),
                fields.objects("leftAlone", CellSummaryCodec::leftAlone),
                fields.optionalProse("obstacle"),
                count(fields, "deadlineMisses"),
                count(fields, "forced"));
    }

    private static NodeLeftAlone leftAlone(JsonObjectReader fields) throws InvalidMessageException {
        return new NodeLeftAlone(
                fields.requiredText("node", Limits.NODE_NAME_LENGTH),
                fields.optionalLong("untilMillis", 0, Limits.TIME_MILLIS),
                fields.optionalProse("reason"));
    }

    private static long count(JsonObjectReader fields, String name) throws InvalidMessageException {
        return fields.longOr(name, 0, 0, Long.MAX_VALUE);
    }
}
