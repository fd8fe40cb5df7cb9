package org.dsppo.policy.training.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.dsppo.schemas.codec.UnknownFields;

/** Notes keys of a plan that nothing reads, and passes over them. */
final class UnknownPlanKeys extends DeserializationProblemHandler {

    private final JsonNode plan;
    private final UnknownFields unknown;

    /**
     * @param plan what is read
     */
    UnknownPlanKeys(JsonNode plan, UnknownFields unknown) {
        this.plan = plan;
        this.unknown = unknown;
    }

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            JsonDeserializer<?> deserializer,
            Object target,
            String name)
            throws IOException {
        Set<String> known = new TreeSet<>();
        Collection<Object> properties = deserializer.getKnownPropertyNames();
        if (properties != null) {
            properties.forEach(each -> known.add(each.toString()));
        }
        unknown.met(place(parser.getParsingContext().pathAsPointer()), known);
        parser.skipChildren();
        return true;
    }

    /** A key that Jackson kept aside is told as if it stood below the one that it read last. */
    private JsonPointer place(JsonPointer told) {
        JsonPointer place = told;
        while (plan.at(place).isMissingNode() && !place.head().matches()) {
            place = place.head().head().append(place.last());
        }
        return place;
    }
}
