package org.dsppo.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dsppo.schemas.node.DeviceReports;
import org.dsppo.schemas.task.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every component of a record is a property of its schema and the other way round. */
class RecordsMatchSchemasTest {
    private static final Map<Class<?>, String> TYPES =
            Map.ofEntries(
                    Map.entry(String.class, "string"),
                    Map.entry(int.class, "integer"),
                    Map.entry(long.class, "integer"),
                    Map.entry(Integer.class, "integer"),
                    Map.entry(Long.class, "integer"),
                    Map.entry(float.class, "number"),
                    Map.entry(double.class, "number"),
                    Map.entry(Double.class, "number"),
                    Map.entry(boolean.class, "boolean"));

    static Stream<Message<?>> records() {
        // A task message is one of two others, without fields of its own.
        return Message.ALL.stream().filter(message -> !message.name().equals("task-message"));
    }

    @ParameterizedTest
    @MethodSource("records")
    void componentsAreProperties(Message<?> message) {
        assertRecord(message.type(), SchemaNode.ofMessage(message.name()));
    }

    @Test
    void everyMessageHasFieldsThatPeopleCanReadAbout() {
        for (Message<?> message : Message.ALL) {
            SchemaNode schema = SchemaNode.ofMessage(message.name());
            assertThat(schema.node().path("title").textValue()).isNotBlank();
            assertThat(schema.node().path("description").textValue()).isNotBlank();
            for (JsonNode property : schema.node().path("properties")) {
                assertThat(property.path("description").textValue()).isNotBlank();
            }
        }
    }

    private static void assertRecord(Class<?> type, SchemaNode schema) {
        Set<String> names = new HashSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            names.add(name);
            boolean required = schema.requires(name);
            assertThat(schema.allowsNull(name))
                    .as("%s.%s: an optional field may be null", type.getSimpleName(), name)
                    .isEqualTo(!required);
            if (component.getType().isPrimitive() && !required) {
                assertThat(schema.property(name).node().has("default"))
                        .as("%s.%s has a default", type.getSimpleName(), name)
                        .isTrue();
            }
            assertType(component.getGenericType(), schema.property(name), name);
        }
        assertThat(schema.properties()).as(type.getSimpleName()).isEqualTo(names);
    }

    private static void assertType(Type type, SchemaNode schema, String name) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                assertThat(schema.type()).as(name).isEqualTo("array");
                assertType(arguments[0], schema.items(), name + "[]");
            } else {
                assertThat(schema.type()).as(name).isEqualTo("object");
                assertType(arguments[1], schema.additionalProperties(), name + "{}");
            }
            return;
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isArray()) {
            assertThat(schema.type()).as(name).isEqualTo("array");
            assertType(raw.getComponentType(), schema.items(), name + "[]");
        } else if (raw.isEnum()) {
            List<String> constants =
                    Arrays.stream(raw.getEnumConstants()).map(Object::toString).toList();
            List<String> listed = new ArrayList<>();
            schema.node().path("enum").forEach(constant -> listed.add(constant.textValue()));
            assertThat(listed).as(name).isEqualTo(constants);
        } else if (raw == DeviceReports.class) {
            // Written as the list that it holds.
            assertType(raw.getRecordComponents()[0].getGenericType(), schema, name);
        } else if (raw == Payload.class) {
            // Written as the object that it holds.
            assertThat(schema.type()).as(name).isEqualTo("object");
        } else if (raw.isRecord()) {
            assertThat(schema.type()).as(name).isEqualTo("object");
            assertRecord(raw, schema);
        } else {
            assertThat(schema.type()).as(name).isEqualTo(TYPES.get(raw));
        }
    }
}
