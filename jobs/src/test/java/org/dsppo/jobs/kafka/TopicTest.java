package org.dsppo.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.YamlParserUtils;
import org.dsppo.schemas.codec.MessageCodecs;
import org.junit.jupiter.api.Test;

final class TopicTest {

    @Test
    void agreesWithTheAsyncApiDocument() throws IOException {
        Map<String, String> documented = new LinkedHashMap<>();
        Map<?, ?> document = asyncApi();
        Map<?, ?> channels = (Map<?, ?>) document.get("channels");
        channels.forEach(
                (concern, channel) -> {
                    String address = (String) ((Map<?, ?>) channel).get("address");
                    documented.put(concern + " " + address, cleanupPolicy(document, channel));
                });

        Map<String, String> ours =
                Arrays.stream(Topic.values())
                        .collect(
                                Collectors.toMap(
                                        topic ->
                                                topic.concern()
                                                        + " "
                                                        + topic.name(Topic.DEFAULT_PREFIX),
                                        Topic::cleanupPolicy));

        assertThat(ours).hasSize(10).isEqualTo(documented);
    }

    @Test
    void spreadsOnlyTopicsThatCarryTraffic() {
        assertThat(Topic.TASKS.partitions(8)).isEqualTo(8);
        assertThat(Topic.POLICIES.partitions(8)).isEqualTo(1);
        assertThat(Topic.CATALOGUE.partitions(8)).isEqualTo(1);
    }

    @Test
    void takesAnotherPrefix() {
        assertThat(Topic.TASK_EVENTS.name("blue")).isEqualTo("blue.task-events.v1");
    }

    private static Map<?, ?> asyncApi() throws IOException {
        try (InputStream in =
                MessageCodecs.class.getResourceAsStream("/org/dsppo/schemas/asyncapi.yaml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return YamlParserUtils.convertToObject(text, Map.class);
        }
    }

    private static String cleanupPolicy(Map<?, ?> document, Object channel) {
        String reference = (String) at(channel, "bindings", "$ref");
        Object policies =
                at(
                        document,
                        "components",
                        "channelBindings",
                        reference.substring(reference.lastIndexOf('/') + 1),
                        "kafka",
                        "topicConfiguration",
                        "cleanup.policy");
        return (String) ((List<?>) policies).get(0);
    }

    private static Object at(Object node, String... path) {
        Object found = node;
        for (String name : path) {
            found = ((Map<?, ?>) found).get(name);
        }
        return found;
    }
}
