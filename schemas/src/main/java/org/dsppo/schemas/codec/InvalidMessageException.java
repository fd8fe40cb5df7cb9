package org.dsppo.schemas.codec;

/** A message that cannot be used; names the field, its value and what was expected. */
public final class InvalidMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field path of the field, empty for the whole message
     * @param value the offending value as JSON text
     * @param expected what would have been accepted
     */
    public InvalidMessageException(String field, String value, String expected) {
        super((field.isEmpty() ? "message" : field) + " is " + value + ", expected " + expected);
        this.field = field;
    }

    /** Path of the offending field, empty for the whole message. */
    public String field() {
        return field;
    }
}
