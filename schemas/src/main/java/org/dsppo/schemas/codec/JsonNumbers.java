package org.dsppo.schemas.codec;

import com.fasterxml.jackson.databind.JsonNode;

/** An array of numbers, read into a Java array. */
final class JsonNumbers {
    private final JsonPath parent;
    private final String name;
    private final JsonNode array;

    JsonNumbers(JsonPath parent, String name, JsonNode array) {
        this.parent = parent;
        this.name = name;
        this.array = array;
    }

    /** The same array, when it has this many elements. */
    JsonNumbers ofLength(long length) throws InvalidMessageException {
        if (array.size() != length) {
            throw JsonValues.invalid(
                    parent.field(name), array, length + " numbers, not " + array.size());
        }
        return this;
    }

    float[] floats(NumberRange range) throws InvalidMessageException {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) JsonValues.number(parent.element(name, i), array.get(i), range);
        }
        return values;
    }

    int[] ints(int min, int max) throws InvalidMessageException {
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) whole(i, min, max);
        }
        return values;
    }

    long[] longs(long min, long max) throws InvalidMessageException {
        long[] values = new long[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = whole(i, min, max);
        }
        return values;
    }

    /** The error for one element. */
    InvalidMessageException invalid(int index, String expected) {
        return JsonValues.invalid(parent.element(name, index), array.get(index), expected);
    }

    private long whole(int index, long min, long max) throws InvalidMessageException {
        return JsonValues.whole(parent.element(name, index), array.get(index), min, max);
    }
}
