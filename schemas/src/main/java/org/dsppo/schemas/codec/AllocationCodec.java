package org.dsppo.schemas.codec;

import org.dsppo.schemas.allocation.Allocation;

/** Reads {@link Allocation}. */
final class AllocationCodec {
    private AllocationCodec() {}

    static Allocation read(JsonObjectReader fields) throws InvalidMessageException {
        int batchMin = fields.requiredInt("batchMin", 1, Limits.COUNT);
        return new Allocation(
                fields.optionalText("cluster"),
                fields.requiredText("nodeId"),
                fields.requiredText("taskClass"),
                fields.requiredInt("sharePercent", 0, 100),
                batchMin,
                fields.requiredInt("batchMax", batchMin, Limits.COUNT),
                fields.optionalNumber("expectedDelayMillis", Limits.MILLIS),
                fields.optionalProse("reason"),
                fields.requiredLong("atMillis", 0, Limits.TIME_MILLIS));
    }
}
