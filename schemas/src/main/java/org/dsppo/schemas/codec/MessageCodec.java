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

    /** Writes a message as one line of UTF-8 JSON. */
    byte[] encode(T message);
}
