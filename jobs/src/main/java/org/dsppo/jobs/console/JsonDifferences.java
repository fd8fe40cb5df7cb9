package org.dsppo.jobs.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** In what two JSON values differ, field by field. */
public final class JsonDifferences {

    private static final JsonMapper MAPPER = new JsonMapper();

    private JsonDifferences() {}

    /**
     * Reads a value that this product wrote.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static JsonNode tree(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON: " + e.getMessage(), e);
        }
    }

    /**
     * Differences such as {@code capacity.cpu 8 -> 4}; elements of lists that have an id are told
     * apart by it.
     */
    public static List<String> between(JsonNode before, JsonNode after) {
        List<String> differences = new ArrayList<>();
        compare("", before, after, differences);
        return differences;
    }

    private static void compare(String path, JsonNode before, JsonNode after, List<String> into) {
        JsonNode a = byId(before);
        JsonNode b = byId(after);
        if (a.equals(b)) {
            return;
        }
        if (!a.isObject() || !b.isObject()) {
            into.add("%s %s -> %s".formatted(path, text(before), text(after)).strip());
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        a.fieldNames().forEachRemaining(names::add);
        b.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            compare(path.isEmpty() ? name : path + '.' + name, a.path(name), b.path(name), into);
        }
    }

    private static JsonNode byId(JsonNode value) {
        boolean listed = value.isArray() && !value.isEmpty();
        for (JsonNode each : value) {
            listed &= each.path("id").isTextual();
        }
        if (!listed) {
            return value.isNull() ? MissingNode.getInstance() : value;
        }
        ObjectNode named = MAPPER.createObjectNode();
        value.forEach(each -> named.set(each.path("id").asText(), each));
        return named;
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "none";
        }
        try {
            return value.isValueNode() ? value.asText() : MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot print " + value, e);
        }
    }
}
