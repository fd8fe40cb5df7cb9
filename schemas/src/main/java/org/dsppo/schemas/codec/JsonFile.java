package org.dsppo.schemas.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Files that hold one message, such as {@code cluster.json}. */
public final class JsonFile {
    private JsonFile() {}

    /**
     * Reads the message of a file.
     *
     * @throws IOException if the file cannot be read
     * @throws InvalidFileException naming file, field, value and what was expected
     */
    public static <T> T read(Path file, MessageCodec<T> codec)
            throws IOException, InvalidFileException {
        return read(file, codec, unknownField -> {});
    }

    /**
     * Reads the message of a file that a person wrote.
     *
     * @param warnings is given one line for each field that the message does not have
     * @throws IOException if the file cannot be read
     * @throws InvalidFileException naming file, field, value and what was expected
     */
    public static <T> T read(Path file, MessageCodec<T> codec, Consumer<String> warnings)
            throws IOException, InvalidFileException {
        try (InputStream in = FileText.open(file)) {
            UnknownFields unknown = new UnknownFields();
            T message = codec.decode(in.readAllBytes(), unknown);
            unknown.decoded(0);
            unknown.report(file, warnings);
            return message;
        } catch (InvalidMessageException e) {
            throw new InvalidFileException(file, e);
        }
    }

    /** Writes a file that holds one message, on one line. */
    public static <T> void write(Path file, MessageCodec<T> codec, T message) throws IOException {
        JsonLines.write(file, codec, List.of(message));
    }
}
