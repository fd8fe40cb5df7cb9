package org.dsppo.schemas.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import org.dsppo.schemas.task.Payload;

/** Writes records that only hold a JSON object as that object. */
final class PlainObjects extends SimpleModule {
    private static final long serialVersionUID = 1L;

    PlainObjects() {
        super("plain-objects");
        addSerializer(Payload.class, new Payloads());
    }

    private static final class Payloads extends JsonSerializer<Payload> {
        @Override
        public void serialize(Payload value, JsonGenerator json, SerializerProvider context)
                throws IOException {
            json.writeRawValue(value.json());
        }
    }
}
