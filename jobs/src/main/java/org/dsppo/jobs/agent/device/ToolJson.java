package org.dsppo.jobs.agent.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON as tools print it: warnings may stand before it. */
final class ToolJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private ToolJson() {}

    /**
     * The first object or array.
     *
     * @throws ToolFailedException if there is none that is whole
     */
    static JsonNode parse(String text) throws ToolFailedException {
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end;
            String line = text.substring(from, end).strip();
            if (line.startsWith("{") || line.startsWith("[")) {
                return read(text.substring(from));
            }
            from = end + 1;
        }
        throw new ToolFailedException("no JSON in its output");
    }

    private static JsonNode read(String json) throws ToolFailedException {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new ToolFailedException("its JSON is broken: " + e.getOriginalMessage());
        }
    }

    /** A number that stands alone or as {@code {"value": 2, "unit": "%"}}. */
    static Double number(JsonNode node) {
        return Figures.number(node.isObject() ? node.path("value").asText() : node.asText());
    }

    /** An amount of memory, MB, in the unit that stands beside it. */
    static Double megabytes(JsonNode node) {
        return node.isObject()
                ? Figures.megabytes(node.path("value").asText(), node.path("unit").asText("MB"))
                : Figures.megabytes(node.asText(), "MB");
    }
}
