package org.dsppo.schemas.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/**
 * Writes whole decimals as integers (12, not 12.0) and refuses what JSON has no number for, where
 * Jackson would write the text "NaN".
 */
final class PlainNumbers extends SimpleModule {
    private static final long serialVersionUID = 1L;

    /** Above this not every whole number has a double of its own. */
    private static final double EXACT = 1L << 53;

    PlainNumbers() {
        super("plain-numbers");
        addSerializer(Double.class, new Doubles());
        addSerializer(double.class, new Doubles());
        addSerializer(float[].class, new Floats());
    }

    private static final class Doubles extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider context)
                throws IOException {
            double number = value;
            if (!Double.isFinite(number)) {
                throw JsonMappingException.from(json, number + " is not a finite number");
            }
            if (number == Math.rint(number) && Math.abs(number) < EXACT) {
                json.writeNumber((long) number);
            } else {
                json.writeNumber(number);
            }
        }
    }

    private static final class Floats extends JsonSerializer<float[]> {
        @Override
        public void serialize(float[] values, JsonGenerator json, SerializerProvider context)
                throws IOException {
            json.writeStartArray(values, values.length);
            for (int i = 0; i < values.length; i++) {
                float number = values[i];
                if (!Float.isFinite(number)) {
                    throw JsonMappingException.from(
                            json, number + " at index " + i + " is not a finite number");
                }
                if (number == Math.rint(number) && Math.abs(number) < EXACT) {
                    json.writeNumber((long) number);
                } else {
                    json.writeNumber(number);
                }
            }
            json.writeEndArray();
        }
    }
}
