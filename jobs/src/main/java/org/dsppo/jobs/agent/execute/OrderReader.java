package org.dsppo.jobs.agent.execute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.dsppo.schemas.task.Payload;

/**
 * Reads {@code {"command": ["/opt/detect", "a.jpg"]}} or {@code {"image": "detect:7", "args":
 * […]}}, both with optional {@code env} (name to text) and {@code limits} ({@code cpu} in cores,
 * {@code mem} in MB). Other fields are for others.
 */
final class OrderReader {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

    private OrderReader() {}

    /**
     * What a payload asks for.
     *
     * @throws RefusedException if it cannot be told
     */
    static Order read(Payload payload) throws RefusedException {
        if (payload == null) {
            throw new RefusedException("nothing to run: the task has no payload");
        }
        JsonNode fields = tree(payload);
        List<String> command = texts(fields, "command");
        String image = fields.hasNonNull("image") ? fields.path("image").asText() : null;
        if ((command == null) == (image == null)) {
            throw new RefusedException("payload has neither or both of command and image");
        }
        if (command != null && command.isEmpty()) {
            throw new RefusedException("payload.command is empty");
        }
        List<String> arguments = texts(fields, "args");
        return new Order(
                command,
                image,
                arguments == null ? List.of() : arguments,
                environment(fields.path("env")),
                limit(fields, "cpu"),
                limit(fields, "mem"));
    }

    private static JsonNode tree(Payload payload) throws RefusedException {
        try {
            return MAPPER.readTree(payload.json());
        } catch (JsonProcessingException e) {
            throw new RefusedException("payload is no JSON: " + e.getOriginalMessage());
        }
    }

    private static List<String> texts(JsonNode fields, String name) throws RefusedException {
        if (!fields.hasNonNull(name)) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : fields.path(name)) {
            if (!each.isTextual()) {
                throw new RefusedException("payload." + name + " is no list of texts");
            }
            texts.add(clean(each.textValue(), name));
        }
        if (!fields.path(name).isArray()) {
            throw new RefusedException("payload." + name + " is no list of texts");
        }
        return texts;
    }

    private static String clean(String text, String name) throws RefusedException {
        if (text.indexOf('\0') >= 0) {
            throw new RefusedException("payload." + name + " holds a zero byte");
        }
        return text;
    }

    private static Map<String, String> environment(JsonNode fields) throws RefusedException {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            if (!VARIABLE.matcher(field.getKey()).matches() || !field.getValue().isTextual()) {
                throw new RefusedException("payload.env has a variable that is none");
            }
            environment.put(field.getKey(), clean(field.getValue().textValue(), "env"));
        }
        return environment;
    }

    private static Double limit(JsonNode fields, String name) throws RefusedException {
        JsonNode value = fields.path("limits").path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isNumber() || value.doubleValue() <= 0 || value.doubleValue() > 1e9) {
            throw new RefusedException("payload.limits." + name + " is no amount above 0");
        }
        return value.doubleValue();
    }
}
