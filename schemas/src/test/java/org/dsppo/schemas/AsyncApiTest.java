package org.dsppo.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document of the topics holds together and names what there is. */
class AsyncApiTest {
    private static JsonNode document;

    @BeforeAll
    static void parse() throws IOException {
        try (InputStream in = AsyncApiTest.class.getResourceAsStream("asyncapi.yaml")) {
            document = new YAMLMapper().readTree(in);
        }
    }

    @Test
    void listsTheTenTopics() {
        assertThat(document.path("asyncapi").textValue()).isEqualTo("3.0.0");
        assertThat(document.path("channels").findValuesAsText("address"))
                .containsExactlyInAnyOrder(
                        "dsppo.catalogue.v1",
                        "dsppo.tasks.v1",
                        "dsppo.telemetry.v1",
                        "dsppo.task-events.v1",
                        "dsppo.decisions.v1",
                        "dsppo.rollouts.v1",
                        "dsppo.policies.v1",
                        "dsppo.allocations.v1",
                        "dsppo.summaries.v1",
                        "dsppo.dead-letters.v1");
    }

    @Test
    void compactsWhatIsReadFromTheStart() {
        List<String> compacted = new ArrayList<>();
        document.path("channels")
                .properties()
                .forEach(
                        channel -> {
                            JsonNode policy =
                                    resolve(channel.getValue().path("bindings"))
                                            .at("/kafka/topicConfiguration/cleanup.policy/0");
                            assertThat(policy.textValue()).isIn("compact", "delete");
                            if (policy.textValue().equals("compact")) {
                                compacted.add(channel.getKey());
                            }
                        });
        assertThat(compacted).containsExactlyInAnyOrder("catalogue", "policies");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = document.findValuesAsText("$ref");
        assertThat(references).hasSizeGreaterThan(40);
        for (String reference : references) {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            } else {
                assertThat(SchemaNode.ofFile(reference).node().isObject()).as(reference).isTrue();
            }
        }
    }

    @Test
    void everyMessageHasKeyContentTypeAndSchema() {
        Set<String> binary = Set.of("policyArtefact");
        List<String> payloads = new ArrayList<>();
        document.at("/components/messages")
                .properties()
                .forEach(
                        entry -> {
                            JsonNode message = entry.getValue();
                            assertThat(
                                            resolve(message.path("bindings"))
                                                    .at("/kafka/key/type")
                                                    .textValue())
                                    .as(entry.getKey())
                                    .isEqualTo("string");
                            assertThat(message.path("contentType").textValue())
                                    .isEqualTo(
                                            binary.contains(entry.getKey())
                                                    ? "application/octet-stream"
                                                    : "application/json");
                            if (!binary.contains(entry.getKey())) {
                                payloads.add(message.at("/payload/$ref").textValue());
                            }
                        });
        // The catalogue is a file; a task message is one of two that are listed.
        assertThat(payloads)
                .containsExactlyInAnyOrderElementsOf(
                        Message.ALL.stream()
                                .map(Message::name)
                                .filter(name -> !Set.of("catalogue", "task-message").contains(name))
                                .map(name -> name + ".schema.json")
                                .toList());
    }

    @Test
    void artefactsCarryTheirChecksum() {
        JsonNode headers = document.at("/components/messages/policyArtefact/headers");
        assertThat(headers.path("required").toString()).contains("checksum", "content-type");
        assertThat(headers.at("/properties/checksum/pattern").textValue())
                .isEqualTo("^[0-9a-f]{64}$");
    }

    private static JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").textValue().substring(1)) : node;
    }
}
