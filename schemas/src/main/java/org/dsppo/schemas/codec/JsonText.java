package org.dsppo.schemas.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Between UTF-8 bytes and JSON trees: the only place that knows how Jackson is set up. */
final class JsonText {
    private static final char REPLACEMENT = '\uFFFD';

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    // Field names may be ids of users: an unbounded pool.
                                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                                    .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                                    // Lets the field's own check name the field.
                                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
                    .serializationInclusion(JsonInclude.Include.NON_NULL)
                    .addModule(new PlainNumbers())
                    .addModule(new PlainLists())
                    .addModule(new PlainObjects())
                    .build();

    private static final ObjectReader READER = MAPPER.reader();
    private static final ObjectReader FILE_READER =
            READER.with(JsonReadFeature.ALLOW_JAVA_COMMENTS);
    private static final ObjectWriter WRITER = MAPPER.writer();

    private JsonText() {}

    /** Reads exactly one JSON object. */
    static ObjectNode parse(byte[] json) throws InvalidMessageException {
        return parse(json, READER);
    }

    /** Reads exactly one JSON object that a person wrote, who may have commented on it. */
    static ObjectNode parseFile(byte[] json) throws InvalidMessageException {
        return parse(json, FILE_READER);
    }

    private static ObjectNode parse(byte[] json, ObjectReader reader)
            throws InvalidMessageException {
        String text = json == null ? "" : utf8(json);
        if (text.isBlank()) {
            throw new InvalidMessageException("", "empty", "a JSON object");
        }
        try (JsonParser parser = reader.createParser(text)) {
            JsonNode tree = tree(parser, text);
            if (!(tree instanceof ObjectNode)) {
                throw new InvalidMessageException("", Excerpt.of(text), "a JSON object");
            }
            if (parser.nextToken() != null) {
                throw new InvalidMessageException(
                        "",
                        Excerpt.of(text),
                        "one JSON object and nothing after it"
                                + position(parser.currentTokenLocation()));
            }
            return (ObjectNode) tree;
        } catch (JsonProcessingException e) {
            throw new InvalidMessageException(
                    "", Excerpt.of(text), "valid JSON" + position(e.getLocation()));
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    private static JsonNode tree(JsonParser parser, String text)
            throws IOException, InvalidMessageException {
        try {
            return READER.readTree(parser);
        } catch (MismatchedInputException e) {
            // The only complaint a tree reader has about well-formed JSON is a repeated name.
            String name = parser.currentName();
            throw new InvalidMessageException(
                    "",
                    Excerpt.of(text),
                    "every field once, but " + Excerpt.of(String.valueOf(name)) + " repeats");
        }
    }

    /** Writes a record, or a tree of records, as one line. */
    static byte[] write(Object message) {
        try {
            // By way of a string: half a surrogate pair becomes '?', where Jackson's own encoder
            // of bytes would refuse the whole message.
            return WRITER.writeValueAsString(message).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Cannot write a " + message.getClass().getSimpleName() + ": " + e.getMessage(),
                    e);
        }
    }

    private static String utf8(byte[] json) throws InvalidMessageException {
        String text = new String(json, StandardCharsets.UTF_8);
        // Decoding replaces what is not UTF-8; a real U+FFFD encodes back to the same bytes.
        if (text.indexOf(REPLACEMENT) >= 0
                && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), json)) {
            throw new InvalidMessageException("", Excerpt.of(text), "valid UTF-8");
        }
        return text;
    }

    private static String position(JsonLocation location) {
        return location == null
                ? ""
                : " (see line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
