package org.dsppo.jobs.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.Map;

/** One JSON object for programs, as {@code --json} asks for. */
public final class JsonOutput {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonOutput() {}

    /** Prints an object's fields in the order of the map. */
    public static void print(PrintWriter out, Map<String, ?> fields) {
        try {
            out.println(MAPPER.writeValueAsString(fields));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot print " + fields, e);
        }
    }

    /** The fields of a record, in its order. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> fields(Record record) {
        return MAPPER.convertValue(record, Map.class);
    }
}
