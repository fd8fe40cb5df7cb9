package org.dsppo.schemas.codec;

/** Makes a record of the fields of one JSON object. */
@FunctionalInterface
interface ObjectDecoder<T> {
    T decode(JsonObjectReader fields) throws InvalidMessageException;
}
