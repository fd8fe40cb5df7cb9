package org.dsppo.schemas.codec;

import java.util.function.Function;

/** A codec that reads through a {@link JsonObjectReader} and writes records as they are. */
final class JsonCodec<T> implements MessageCodec<T> {
    private final ObjectDecoder<T> decoder;
    private final Function<T, Object> content;

    JsonCodec(ObjectDecoder<T> decoder) {
        this(decoder, message -> message);
    }

    /**
     * @param content the record to write for a message
     */
    JsonCodec(ObjectDecoder<T> decoder, Function<T, Object> content) {
        this.decoder = decoder;
        this.content = content;
    }

    @Override
    public T decode(byte[] json) throws InvalidMessageException {
        return decoder.decode(JsonObjectReader.of(JsonText.parse(json)));
    }

    @Override
    public T decode(byte[] json, UnknownFields unknown) throws InvalidMessageException {
        return decoder.decode(JsonObjectReader.watched(JsonText.parseFile(json), unknown));
    }

    @Override
    public byte[] encode(T message) {
        return JsonText.write(content.apply(message));
    }
}
