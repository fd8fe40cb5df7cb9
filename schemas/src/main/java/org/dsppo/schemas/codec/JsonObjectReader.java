package org.dsppo.schemas.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Typed access to the fields of one JSON object. An explicit null is a missing field. Every getter
 * throws {@link InvalidMessageException} with the field's path when type or range do not fit.
 */
final class JsonObjectReader {
    private final ObjectNode object;
    private final JsonPath path;
    private final UnknownFields unknown;
    private final Set<String> asked;

    private JsonObjectReader(ObjectNode object, JsonPath path, UnknownFields unknown) {
        this.object = object;
        this.path = path;
        this.unknown = unknown;
        this.asked = unknown == null ? null : new HashSet<>();
        if (unknown != null) {
            unknown.watch(this);
        }
    }

    static JsonObjectReader of(ObjectNode root) {
        return watched(root, null);
    }

    /**
     * @param unknown is told what nobody asked for; null where that does not matter
     */
    static JsonObjectReader watched(ObjectNode root, UnknownFields unknown) {
        return new JsonObjectReader(root, JsonPath.ROOT, unknown);
    }

    private JsonObjectReader inside(ObjectNode part, JsonPath at) {
        return new JsonObjectReader(part, at, unknown);
    }

    JsonPath path() {
        return path;
    }

    /** Names that a reader wanted to know about. */
    Set<String> asked() {
        return asked;
    }

    /** Names that are there with a value. */
    List<String> names() {
        return object.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean has(String name) {
        return present(name) != null;
    }

    /** Notes that a field belongs to the message. */
    private void passOver(String name) {
        if (asked != null) {
            asked.add(name);
        }
    }

    InvalidMessageException invalid(String name, String expected) {
        return JsonValues.invalid(path.field(name), present(name), expected);
    }

    String requiredText(String name) throws InvalidMessageException {
        return requiredText(name, Limits.ID_LENGTH);
    }

    String requiredText(String name, int length) throws InvalidMessageException {
        return JsonValues.id(path.field(name), present(name), length);
    }

    String optionalText(String name) throws InvalidMessageException {
        return has(name) ? requiredText(name) : null;
    }

    /** A text of any length, null when missing. */
    String optionalProse(String name) throws InvalidMessageException {
        JsonNode value = present(name);
        return value == null ? null : JsonValues.text(path.field(name), value);
    }

    long requiredLong(String name, long min, long max) throws InvalidMessageException {
        return JsonValues.whole(path.field(name), present(name), min, max);
    }

    Long optionalLong(String name, long min, long max) throws InvalidMessageException {
        return has(name) ? requiredLong(name, min, max) : null;
    }

    long longOr(String name, long missing, long min, long max) throws InvalidMessageException {
        return has(name) ? requiredLong(name, min, max) : missing;
    }

    int requiredInt(String name, int min, int max) throws InvalidMessageException {
        return (int) requiredLong(name, min, max);
    }

    Integer optionalInt(String name, int min, int max) throws InvalidMessageException {
        return has(name) ? requiredInt(name, min, max) : null;
    }

    int intOr(String name, int missing, int min, int max) throws InvalidMessageException {
        return (int) longOr(name, missing, min, max);
    }

    double requiredNumber(String name, NumberRange range) throws InvalidMessageException {
        return JsonValues.number(path.field(name), present(name), range);
    }

    Double optionalNumber(String name, NumberRange range) throws InvalidMessageException {
        return has(name) ? requiredNumber(name, range) : null;
    }

    double numberOr(String name, double missing, NumberRange range) throws InvalidMessageException {
        return has(name) ? requiredNumber(name, range) : missing;
    }

    boolean flagOr(String name, boolean missing) throws InvalidMessageException {
        JsonNode value = present(name);
        if (value == null) {
            return missing;
        }
        if (!value.isBoolean()) {
            throw invalid(name, "true or false");
        }
        return value.booleanValue();
    }

    <E extends Enum<E>> E requiredEnum(String name, E[] constants) throws InvalidMessageException {
        JsonNode value = present(name);
        if (value != null && value.isTextual()) {
            for (E constant : constants) {
                if (constant.toString().equals(value.textValue())) {
                    return constant;
                }
            }
        }
        throw invalid(name, "one of " + Arrays.toString(constants));
    }

    <E extends Enum<E>> E optionalEnum(String name, E[] constants) throws InvalidMessageException {
        return has(name) ? requiredEnum(name, constants) : null;
    }

    /** Text to text; empty when missing. */
    Map<String, String> labels(String name) throws InvalidMessageException {
        return map(
                name,
                (labelPath, value) -> {
                    if (!value.isTextual() || value.textValue().length() > Limits.ID_LENGTH) {
                        throw JsonValues.invalid(
                                labelPath,
                                value,
                                "a text of at most " + Limits.ID_LENGTH + " characters");
                    }
                    return JsonValues.text(labelPath, value);
                });
    }

    /** Name to amount within the range; empty when missing. */
    Map<String, Double> amounts(String name, NumberRange range) throws InvalidMessageException {
        return map(name, (amountPath, value) -> JsonValues.number(amountPath, value, range));
    }

    JsonObjectReader requiredObject(String name) throws InvalidMessageException {
        JsonPath field = path.field(name);
        return inside(JsonValues.object(field, present(name)), field);
    }

    /** An object, null when missing. */
    <T> T optionalObject(String name, ObjectDecoder<T> decoder) throws InvalidMessageException {
        return has(name) ? decoder.decode(requiredObject(name)) : null;
    }

    /**
     * The whole object as one line of UTF-8, whatever its fields.
     *
     * @throws InvalidMessageException if it has more bytes than that
     */
    byte[] oneLine(int longestBytes) throws InvalidMessageException {
        object.fieldNames().forEachRemaining(this::passOver);
        byte[] json = JsonText.write(object);
        if (json.length > longestBytes) {
            throw JsonValues.invalid(path, object, "at most " + longestBytes + " bytes of JSON");
        }
        return json;
    }

    /** Name to object; empty when missing. */
    <T> Map<String, T> objectMap(String name, ObjectDecoder<T> decoder)
            throws InvalidMessageException {
        return map(
                name, (key, value) -> decoder.decode(inside(JsonValues.object(key, value), key)));
    }

    /** Objects in order; empty when missing. */
    <T> List<T> objects(String name, ObjectDecoder<T> decoder) throws InvalidMessageException {
        return list(
                name,
                (element, value) ->
                        decoder.decode(inside(JsonValues.object(element, value), element)));
    }

    /** Non-empty texts in order; empty when missing. */
    List<String> texts(String name) throws InvalidMessageException {
        return texts(name, Limits.ID_LENGTH);
    }

    /** Non-empty texts of at most so many characters in order; empty when missing. */
    List<String> texts(String name, int length) throws InvalidMessageException {
        return list(name, (element, value) -> JsonValues.id(element, value, length));
    }

    /** The elements of a required array of numbers. */
    JsonNumbers requiredNumbers(String name) throws InvalidMessageException {
        JsonNode value = present(name);
        if (value == null || !value.isArray()) {
            throw invalid(name, "an array of numbers");
        }
        return new JsonNumbers(path, name, value);
    }

    /** Name to list of objects, each list with a decoder of its own; empty when missing. */
    <T> Map<String, List<T>> objectLists(String name, Supplier<ObjectDecoder<T>> decoders)
            throws InvalidMessageException {
        JsonObjectReader lists = has(name) ? requiredObject(name) : this;
        return map(
                name,
                (key, value) -> {
                    if (value.isNull()) {
                        throw JsonValues.invalid(key, value, "an array");
                    }
                    return lists.objects(key.name(), decoders.get());
                });
    }

    private <T> Map<String, T> map(String name, ValueDecoder<T> decoder)
            throws InvalidMessageException {
        JsonNode value = present(name);
        if (value == null) {
            return Map.of();
        }
        JsonPath field = path.field(name);
        Map<String, T> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : JsonValues.object(field, value).properties()) {
            JsonPath key = field.field(entry.getKey());
            if (!JsonValues.isId(entry.getKey(), Limits.ID_LENGTH)) {
                throw JsonValues.invalid(
                        field,
                        value,
                        "names of 1 to " + Limits.ID_LENGTH + " characters as its fields");
            }
            entries.put(entry.getKey(), decoder.decode(key, entry.getValue()));
        }
        return Collections.unmodifiableMap(entries);
    }

    private <T> List<T> list(String name, ValueDecoder<T> decoder) throws InvalidMessageException {
        JsonNode value = present(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw invalid(name, "an array");
        }
        List<T> elements = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
            elements.add(decoder.decode(path.element(name, i), value.get(i)));
        }
        return Collections.unmodifiableList(elements);
    }

    private JsonNode present(String name) {
        passOver(name);
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** Reads one value of a collection. */
    @FunctionalInterface
    private interface ValueDecoder<T> {
        T decode(JsonPath path, JsonNode value) throws InvalidMessageException;
    }
}
