package org.dsppo.schemas.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Type and range checks of single JSON values. */
final class JsonValues {
    /** Up to here every whole number has a double of its own. */
    private static final double EXACT = 1L << 53;

    private static final String MILLIS = "; give milliseconds";

    private JsonValues() {}

    static InvalidMessageException invalid(JsonPath path, JsonNode value, String expected) {
        String shown;
        if (value == null) {
            shown = "missing";
        } else {
            // The JSON text of a NaN is a quoted one.
            shown = Excerpt.of(value.isNumber() ? value.asText() : value.toString());
        }
        return new InvalidMessageException(path.toString(), shown, expected);
    }

    static ObjectNode object(JsonPath path, JsonNode value) throws InvalidMessageException {
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw invalid(path, value, "an object");
    }

    static String id(JsonPath path, JsonNode value, int length) throws InvalidMessageException {
        if (value == null || !value.isTextual() || !isId(value.textValue(), length)) {
            throw invalid(path, value, "a text of 1 to " + length + " characters");
        }
        return value.textValue();
    }

    /** Text that may be empty and long. */
    static String text(JsonPath path, JsonNode value) throws InvalidMessageException {
        if (value == null || !value.isTextual() || !isUnicode(value.textValue())) {
            throw invalid(path, value, "a text");
        }
        return value.textValue();
    }

    static long whole(JsonPath path, JsonNode value, long min, long max)
            throws InvalidMessageException {
        if (value != null && isWhole(value)) {
            long number = value.longValue();
            if (number >= min && number <= max) {
                return number;
            }
        }
        boolean otherUnit = isTooPrecise(value, max) || isClockTime(value);
        String wayOut = path.name().endsWith("Millis") && otherUnit ? MILLIS : "";
        throw invalid(path, value, "a whole number from " + min + " to " + max + wayOut);
    }

    /** True of a time as people write it, such as {@code 2026-01-01T00:00:01Z}. */
    private static boolean isClockTime(JsonNode value) {
        return value != null && value.isTextual() && value.textValue().indexOf(':') >= 0;
    }

    /** True of seconds with a fraction and of microseconds. */
    private static boolean isTooPrecise(JsonNode value, long max) {
        return value != null
                && value.isNumber()
                && (!isWhole(value) || max >= Limits.RUNTIME_MILLIS && value.doubleValue() > max);
    }

    static double number(JsonPath path, JsonNode value, NumberRange range)
            throws InvalidMessageException {
        if (value != null && value.isNumber()) {
            double number = value.doubleValue();
            if (range.contains(number)) {
                // Makes zero of minus zero, which a record would take for another value.
                return number + 0.0;
            }
        }
        throw invalid(
                path,
                value,
                value != null && value.isNumber()
                        ? range.expected(value.doubleValue())
                        : range.description());
    }

    static boolean isId(String text, int length) {
        return !text.isEmpty()
                && (text.length() <= length || text.codePointCount(0, text.length()) <= length)
                && isUnicode(text);
    }

    /** False when half a surrogate pair stands alone: no UTF-8 could carry it on. */
    private static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSurrogatePair(
                        text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : ' ')) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** JSON has one kind of number: 12.0 is as whole as 12. */
    private static boolean isWhole(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.canConvertToLong();
        }
        if (!value.isFloatingPointNumber()) {
            return false;
        }
        double number = value.doubleValue();
        return number == Math.rint(number) && Math.abs(number) <= EXACT;
    }
}
