package org.dsppo.jobs.agent.execute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The file that says what may be run on a node; JSON, with comments.
 *
 * @param allowed what may be run
 * @param runtime program that runs containers
 * @param cgroup folder of a cgroup v2 for limits of commands; null for none
 */
public record ExecutorConfig(AllowList allowed, String runtime, Path cgroup) {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();
    private static final Set<String> NAMES =
            Set.of("commands", "images", "environment", "runtime", "cgroup");
    private static final Set<String> RUNTIMES = Set.of("docker", "podman", "nerdctl");

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException naming field, value and what was expected
     */
    public static ExecutorConfig read(Path file) throws IOException {
        JsonNode root = tree(Files.readAllBytes(file));
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (!NAMES.contains(field.getKey())) {
                throw new IllegalArgumentException(
                        field.getKey() + " is no field of it, expected one of " + sorted(NAMES));
            }
        }
        List<List<String>> commands = new ArrayList<>();
        for (JsonNode each : list(root, "commands")) {
            List<String> patterns = texts(each, "commands");
            if (patterns.isEmpty() || !patterns.get(0).startsWith("/")) {
                throw new IllegalArgumentException(
                        "commands has %s, expected a list that begins with a program's whole path"
                                .formatted(each));
            }
            commands.add(patterns);
        }
        return new ExecutorConfig(
                new AllowList(
                        List.copyOf(commands),
                        texts(list(root, "images"), "images"),
                        texts(list(root, "environment"), "environment")),
                runtime(root.path("runtime")),
                root.hasNonNull("cgroup") ? Path.of(root.path("cgroup").asText()) : null);
    }

    private static JsonNode tree(byte[] json) throws IOException {
        try {
            JsonNode root = MAPPER.readTree(json);
            if (root != null && root.isObject()) {
                return root;
            }
            throw new IllegalArgumentException("it is no JSON object");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "it is no JSON (line %d): %s"
                            .formatted(
                                    e.getLocation() == null ? 1 : e.getLocation().getLineNr(),
                                    e.getOriginalMessage().lines().findFirst().orElse("")),
                    e);
        }
    }

    private static JsonNode list(JsonNode root, String name) {
        JsonNode value = root.path(name);
        if (!value.isMissingNode() && !value.isArray()) {
            throw new IllegalArgumentException(name + " is " + value + ", expected a list");
        }
        return value;
    }

    private static List<String> texts(JsonNode list, String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : list) {
            if (!each.isTextual() || each.textValue().isEmpty()) {
                throw new IllegalArgumentException(
                        name + " has " + each + ", expected texts that are not empty");
            }
            texts.add(each.textValue());
        }
        return List.copyOf(texts);
    }

    private static String runtime(JsonNode value) {
        String name = value.isMissingNode() ? "docker" : value.asText();
        if (!RUNTIMES.contains(name)) {
            throw new IllegalArgumentException(
                    "runtime is " + value + ", expected one of " + sorted(RUNTIMES));
        }
        return name;
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }
}
