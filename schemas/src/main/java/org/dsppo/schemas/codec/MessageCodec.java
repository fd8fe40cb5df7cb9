package org.dsppo.schemas.codec;

/**
 * JSON form of one message type: UTF-8, camelCase, unknown fields ignored, known ones checked for
 * type and range, missing optional ones at their default, null fields left out when writing.
 *
 * @param <T> the message
 */
public interface MessageCodec<T> {

    /**
     * Reads a message.
     *
     * @param json UTF-8 text of one JSON object
     * @throws InvalidMessageException naming field, value and what was expected
     */
    T decode(byte[] json) throws InvalidMessageException;

    /**
     * Reads a message that a person may have written.
     *
     * @param json UTF-8 text of one JSON object
     * @param unknown is told of fields that the message does not have, by codecs that know
     * @throws InvalidMessageException naming field, value and what was expected
     */
    default T decode(byte[] json, UnknownFields unknown) throws InvalidMessageException {
        return decode(json);
    }

    /** Writes a message as one line of UTF-8 JSON. */
    byte[] encode(T message);
}
