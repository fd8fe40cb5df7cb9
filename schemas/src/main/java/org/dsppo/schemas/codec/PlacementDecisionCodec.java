package org.dsppo.schemas.codec;

import java.util.List;
import org.dsppo.schemas.decision.Candidate;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;

/** Reads {@link PlacementDecision}: an assignment names a place, an epoch marker names no task. */
final class PlacementDecisionCodec {
    private static final DecisionKind[] KINDS = DecisionKind.values();

    private PlacementDecisionCodec() {}

    static PlacementDecision read(JsonObjectReader fields) throws InvalidMessageException {
        DecisionKind kind = fields.requiredEnum("kind", KINDS);
        boolean ofTask = kind != DecisionKind.EPOCH;
        boolean assigns = kind == DecisionKind.ASSIGN;
        return new PlacementDecision(
                ofTask || fields.has("decisionId")
                        ? fields.requiredText("decisionId", Limits.DECISION_ID_LENGTH)
                        : null,
                text(fields, "taskId", ofTask),
                ofTask
                        ? fields.requiredInt("attempt", 1, Integer.MAX_VALUE)
                        : fields.intOr("attempt", 0, 0, Integer.MAX_VALUE),
                fields.requiredText("cell"),
                fields.requiredLong("epoch", 0, Long.MAX_VALUE),
                kind,
                text(fields, "cluster", assigns),
                text(fields, "node", assigns),
                text(fields, "strategy", assigns),
                fields.optionalNumber("share", Limits.POSITIVE_AMOUNT),
                DeviceShareCodec.readAll(fields),
                fields.requiredLong("decidedAtMillis", 0, Limits.TIME_MILLIS),
                // Below zero when the submitter's clock is ahead.
                fields.longOr("waitMillis", 0, -Limits.TIME_MILLIS, Limits.TIME_MILLIS),
                assigns
                        ? PolicyReferenceCodec.read(fields.requiredObject("policy"))
                        : fields.optionalObject("policy", PolicyReferenceCodec::read),
                fields.flagOr("fallback", false),
                fields.optionalProse("reason"),
                candidates(fields),
                fields.optionalObject("payload", PayloadCodec::read));
    }

    private static String text(JsonObjectReader fields, String name, boolean required)
            throws InvalidMessageException {
        return required ? fields.requiredText(name) : fields.optionalText(name);
    }

    private static List<Candidate> candidates(JsonObjectReader fields)
            throws InvalidMessageException {
        return fields.has("candidates")
                ? fields.objects("candidates", PlacementDecisionCodec::candidate)
                : null;
    }

    private static Candidate candidate(JsonObjectReader fields) throws InvalidMessageException {
        return new Candidate(
                fields.optionalText("cluster"),
                fields.requiredText("node"),
                fields.requiredText("strategy"),
                fields.requiredNumber("score", Limits.FINITE));
    }
}
