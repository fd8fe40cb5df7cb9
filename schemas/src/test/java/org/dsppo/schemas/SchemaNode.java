package org.dsppo.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/** A place in a schema file, with references followed. */
record SchemaNode(String file, JsonNode node) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static SchemaNode ofFile(String file) {
        try (InputStream in = SchemaNode.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("No schema file " + file);
            }
            return new SchemaNode(file, MAPPER.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SchemaNode ofMessage(String message) {
        return ofFile(message + ".schema.json");
    }

    SchemaNode property(String name) {
        return follow(node.path("properties").path(name));
    }

    SchemaNode items() {
        return follow(node.path("items"));
    }

    SchemaNode additionalProperties() {
        return follow(node.path("additionalProperties"));
    }

    Set<String> properties() {
        Set<String> names = new HashSet<>();
        node.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    boolean requires(String name) {
        for (JsonNode required : node.path("required")) {
            if (required.textValue().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The type other than null. */
    String type() {
        JsonNode type = node.path("type");
        return type.isArray() ? type.get(0).textValue() : type.textValue();
    }

    /** Whether a property may be null, looked up before its references are followed. */
    boolean allowsNull(String name) {
        JsonNode property = node.path("properties").path(name);
        return "null".equals(property.path("type").path(1).textValue())
                || "null".equals(property.path("anyOf").path(1).path("type").textValue());
    }

    private SchemaNode follow(JsonNode found) {
        JsonNode target = found.has("anyOf") ? found.get("anyOf").get(0) : found;
        if (!target.has("$ref")) {
            return new SchemaNode(file, target);
        }
        String[] reference = target.get("$ref").textValue().split("#", 2);
        SchemaNode root = ofFile(reference[0].isEmpty() ? file : reference[0]);
        return new SchemaNode(
                root.file, reference.length == 1 ? root.node : root.node.at(reference[1]));
    }
}
