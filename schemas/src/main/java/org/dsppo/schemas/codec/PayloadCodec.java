package org.dsppo.schemas.codec;

import java.nio.charset.StandardCharsets;
import org.dsppo.schemas.task.Payload;

/** Reads {@link Payload}: any object that is not too long. */
final class PayloadCodec {
    private PayloadCodec() {}

    static Payload read(JsonObjectReader fields) throws InvalidMessageException {
        return new Payload(
                new String(fields.oneLine(Limits.PAYLOAD_BYTES), StandardCharsets.UTF_8));
    }
}
