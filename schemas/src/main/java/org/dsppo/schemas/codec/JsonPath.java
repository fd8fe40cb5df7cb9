package org.dsppo.schemas.codec;

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
