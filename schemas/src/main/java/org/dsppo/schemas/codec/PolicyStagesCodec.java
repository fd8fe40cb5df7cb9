package org.dsppo.schemas.codec;

import org.dsppo.schemas.policyversion.PolicyStages;

/** Reads {@link PolicyStages}. */
final class PolicyStagesCodec {
    private PolicyStagesCodec() {}

    static PolicyStages read(JsonObjectReader fields) throws InvalidMessageException {
        return new PolicyStages(
                fields.requiredText("name"),
                fields.requiredLong("revision", 0, Long.MAX_VALUE),
                fields.requiredInt("active", 0, Integer.MAX_VALUE),
                fields.optionalInt("canary", 0, Integer.MAX_VALUE),
                fields.optionalInt("shadow", 0, Integer.MAX_VALUE),
                fields.optionalInt("previous", 0, Integer.MAX_VALUE),
                fields.optionalProse("reason"));
    }
}
