package org.dsppo.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dsppo.schemas.Samples.Sample;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Codecs and schemas give the same verdict on every golden sample. */
class SamplesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    static Stream<Message<?>> messages() {
        return Message.ALL.stream();
    }

    static Stream<Sample> valid() {
        return samples("valid");
    }

    static Stream<Sample> invalid() {
        return samples("invalid");
    }

    static Stream<Sample> invalidForCodecOnly() {
        return samples("invalid-for-codec-only");
    }

    static Stream<Sample> allInvalid() {
        return Stream.concat(invalid(), invalidForCodecOnly());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyMessageHasSamplesOfBothVerdicts(Message<?> message) {
        assertThat(Samples.of(message, "valid")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(Samples.of(message, "invalid")).hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("valid")
    void validSampleSurvivesDecodingAndEncoding(Sample sample) throws Exception {
        assertRoundTrip(sample.message(), sample);
    }

    @ParameterizedTest
    @MethodSource("valid")
    void validSampleMatchesItsSchema(Sample sample) throws IOException {
        assertThat(complaints(sample)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("allInvalid")
    void invalidSampleIsRefusedWithTheExpectedText(Sample sample) {
        assertThatThrownBy(() -> sample.message().codec().decode(sample.json()))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessage(sample.expectedError());
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void invalidSampleIsRefusedByItsSchema(Sample sample) throws IOException {
        assertThat(complaints(sample)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalidForCodecOnly")
    void onlyTheCodecSeesWhatNoSchemaCanExpress(Sample sample) throws IOException {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(sample.json());
        } catch (JsonProcessingException e) {
            return; // Not even JSON: no schema gets to see it.
        }
        if (tree.isObject() && !isIncomplete(tree, sample)) {
            assertThat(complaints(sample)).isEmpty();
        }
    }

    /** Samples of broken text need no other fields. */
    private static boolean isIncomplete(JsonNode tree, Sample sample) {
        for (JsonNode name :
                SchemaNode.ofMessage(sample.message().name()).node().path("required")) {
            if (!tree.has(name.textValue())) {
                return true;
            }
        }
        return false;
    }

    private static <T> void assertRoundTrip(Message<T> message, Sample sample) throws Exception {
        T decoded = message.codec().decode(sample.json());
        byte[] encoded = message.codec().encode(decoded);
        JsonNode given = MAPPER.readTree(sample.json());
        JsonNode written = MAPPER.readTree(encoded);
        assertSame(given, written, schema(message, written), "");
        assertThat(message.codec().encode(message.codec().decode(encoded))).isEqualTo(encoded);
    }

    private static SchemaNode schema(Message<?> message, JsonNode written) {
        if (!message.name().equals("task-message")) {
            return SchemaNode.ofMessage(message.name());
        }
        return SchemaNode.ofMessage(
                written.has("submittedAtMillis") ? "task-submitted" : "task-cancelled");
    }

    /** What was given is written; what is written and was not given is the schema's default. */
    private static void assertSame(
            JsonNode given, JsonNode written, SchemaNode schema, String path) {
        if (written.isObject()) {
            boolean isMap = schema.node().has("additionalProperties");
            for (Map.Entry<String, JsonNode> field : written.properties()) {
                String name = field.getKey();
                SchemaNode part = isMap ? schema.additionalProperties() : schema.property(name);
                assertSame(
                        given.hasNonNull(name) ? given.get(name) : part.node().path("default"),
                        field.getValue(),
                        part,
                        path + "." + name);
            }
            for (Map.Entry<String, JsonNode> field : given.properties()) {
                boolean known = isMap || schema.properties().contains(field.getKey());
                if (known && !field.getValue().isNull()) {
                    assertThat(written.has(field.getKey()))
                            .as(path + "." + field.getKey() + " is written")
                            .isTrue();
                }
            }
        } else if (written.isArray()) {
            assertThat(written.size()).as(path).isEqualTo(given.size());
            for (int i = 0; i < written.size(); i++) {
                assertSame(given.get(i), written.get(i), schema.items(), path + "[" + i + "]");
            }
        } else if (written.isNumber() && given.isNumber()) {
            assertThat(written.decimalValue()).as(path).isEqualByComparingTo(given.decimalValue());
        } else {
            assertThat(written).as(path).isEqualTo(given);
        }
    }

    private static Set<ValidationMessage> complaints(Sample sample) throws IOException {
        JsonSchema schema =
                SCHEMAS.getSchema(
                        SchemaLocation.of(
                                "classpath:org/dsppo/schemas/"
                                        + sample.message().name()
                                        + ".schema.json"));
        return schema.validate(MAPPER.readTree(sample.json()));
    }

    private static Stream<Sample> samples(String verdict) {
        return Message.ALL.stream().flatMap(message -> Samples.of(message, verdict).stream());
    }
}
