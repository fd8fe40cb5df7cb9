package org.dsppo.schemas.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import org.dsppo.schemas.node.DeviceReports;

/** Writes records that only hold a list as that list. */
final class PlainLists extends SimpleModule {
    private static final long serialVersionUID = 1L;

    PlainLists() {
        super("plain-lists");
        addSerializer(DeviceReports.class, new Reports());
    }

    private static final class Reports extends JsonSerializer<DeviceReports> {
        @Override
        public void serialize(DeviceReports value, JsonGenerator json, SerializerProvider context)
                throws IOException {
            context.defaultSerializeValue(value.each(), json);
        }
    }
}
