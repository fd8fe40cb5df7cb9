package org.dsppo.schemas.codec;

import java.util.List;
import org.dsppo.schemas.decision.PolicyReference;

/** Reads {@link PolicyReference}. */
final class PolicyReferenceCodec {
    private static final List<String> STAGES = List.of("active", "canary", "shadow");

    private PolicyReferenceCodec() {}

    static PolicyReference read(JsonObjectReader fields) throws InvalidMessageException {
        String stage = fields.requiredText("stage");
        if (!STAGES.contains(stage)) {
            throw fields.invalid("stage", "one of " + STAGES);
        }
        return new PolicyReference(
                fields.requiredText("name"),
                fields.requiredInt("version", 0, Integer.MAX_VALUE),
                stage);
    }
}
