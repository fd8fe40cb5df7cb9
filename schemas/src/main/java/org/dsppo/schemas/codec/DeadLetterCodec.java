package org.dsppo.schemas.codec;

import org.dsppo.schemas.deadletter.DeadLetter;

/** Reads {@link DeadLetter}; -1 stands for a partition or offset that is not known. */
final class DeadLetterCodec {
    private DeadLetterCodec() {}

    static DeadLetter read(JsonObjectReader fields) throws InvalidMessageException {
        return new DeadLetter(
                fields.requiredText("source"),
                fields.requiredInt("partition", -1, Integer.MAX_VALUE),
                fields.requiredLong("offset", -1, Long.MAX_VALUE),
                fields.requiredText("reason"),
                fields.optionalProse("detail"),
                fields.optionalProse("payload"));
    }
}
