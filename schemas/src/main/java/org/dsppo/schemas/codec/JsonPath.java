package org.dsppo.schemas.codec;

import com.fasterxml.jackson.core.JsonPointer;

/** Where an object sits in a message; turned into text only for an error. */
final class JsonPath {
    static final JsonPath ROOT = new JsonPath(null, "", -1);

    private final JsonPath parent;
    private final String name;
    private final int index;

    private JsonPath(JsonPath parent, String name, int index) {
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    /** The same place; a number that follows a name is a position. */
    static JsonPath of(JsonPointer pointer) {
        JsonPath path = ROOT;
        for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
            path =
                    rest.mayMatchElement() && path.parent != null && path.index < 0
                            ? path.parent.element(path.name, rest.getMatchingIndex())
                            : path.field(rest.getMatchingProperty());
        }
        return path;
    }

    JsonPath field(String field) {
        return new JsonPath(this, field, -1);
    }

    JsonPath element(String field, int position) {
        return new JsonPath(this, field, position);
    }

    /** The last name on the path. */
    String name() {
        return name;
    }

    /** The same for all elements of a list. */
    String withoutPositions() {
        return parent == null ? "" : parent.withoutPositions() + "." + name;
    }

    @Override
    public String toString() {
        if (parent == null) {
            return "";
        }
        String before = parent.toString();
        // A name may be a key that a stranger chose.
        return (before.isEmpty() ? "" : before + ".")
                + Excerpt.of(name)
                + (index < 0 ? "" : "[" + index + "]");
    }
}
