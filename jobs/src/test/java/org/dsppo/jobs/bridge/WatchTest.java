package org.dsppo.jobs.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dsppo.jobs.bridge.BridgeScript.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.junit.jupiter.api.Test;

/** A watch as an API server writes it, line by line, with what the scheduler says in between. */
class WatchTest {

    private static final String POD = "5f0c7a9e-3f0a-4f6d-9f52-1d1f6f1d7a10";
    private static final String TASK = "k:" + POD;

    private final BridgeScript script = new BridgeScript();
    private final PodSource source = new PodSource(BridgeScript.SETTINGS, null, () -> script.now);
    private final Map<String, Pod> pods = new HashMap<>();
    private final Map<String, Node> nodes = new HashMap<>();

    private static List<JsonNode> lines() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                WatchTest.class.getResourceAsStream("watch.jsonl"),
                                StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                all.add(json.readTree(line));
            }
        }
        return all;
    }

    /** What an informer makes of a line. */
    private void show(JsonNode line) {
        String object = line.path("object").toString();
        String name = line.path("object").path("metadata").path("name").asText();
        if (line.path("object").path("kind").asText().equals("Node")) {
            Node node = Serialization.unmarshal(object, Node.class);
            hand(
                    source.nodeHandler(each -> each.accept(script.logic)),
                    line,
                    nodes.put(name, node),
                    node);
        } else {
            Pod pod = Serialization.unmarshal(object, Pod.class);
            hand(
                    source.podHandler(each -> each.accept(script.logic)),
                    line,
                    pods.put(name, pod),
                    pod);
        }
    }

    private static <T extends HasMetadata> void hand(
            Handing<T> handler, JsonNode line, T before, T object) {
        switch (line.path("type").asText()) {
            case "ADDED" -> handler.onAdd(object);
            case "MODIFIED" -> handler.onUpdate(before, object);
            case "DELETED" -> handler.onDelete(object, false);
            default -> throw new IllegalStateException("a line of another type: " + line);
        }
    }

    @Test
    void aPodIsFollowedFromItsCreationToItsEnd() throws Exception {
        List<JsonNode> lines = lines();
        PlacementDecision assign = decision(DecisionKind.ASSIGN, TASK, 1, "worker-1");
        List<List<String>> happened = new ArrayList<>();
        script.logic.begin(script.now);
        for (JsonNode line : lines) {
            show(line);
            List<String> now = script.happened();
            if (!now.isEmpty()) {
                happened.add(now);
            }
            if (now.contains("submit " + TASK)) {
                script.decide(assign);
                script.logic.bound(POD, assign, BindResult.DONE, script.now);
                happened.add(script.happened());
            }
            script.logic.beat(script.now);
        }
        assertThat(happened)
                .containsExactly(
                        List.of("submit " + TASK),
                        List.of(
                                "bind " + POD + " to worker-1",
                                "STARTED " + TASK + "#1 on worker-1",
                                "tell " + POD + " Scheduled"),
                        List.of("FINISHED " + TASK + "#1 on worker-1"));
        assertThat(script.catalogue.nodes()).hasSize(1);
        assertThat(script.catalogue.nodes().get(0).capacity())
                .containsEntry("cpu", 7.91)
                .containsEntry("gpu", 1.0);
        // What other pods take counts as used while they are there.
        assertThat(script.reports)
                .extracting(each -> each.used().getOrDefault("cpu", 0.0))
                .containsExactly(0.0, 0.1, 2.1, 2.1, 2.1, 2.1, 0.1, 0.1, 0.1);
    }
}
