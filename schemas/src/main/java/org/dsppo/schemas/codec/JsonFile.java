package org.dsppo.schemas.codec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
        try {
            return codec.decode(Files.readAllBytes(file));
        } catch (InvalidMessageException e) {
            throw new InvalidFileException(file, e);
        }
    }

    /** Writes a file that holds one message, on one line. */
    public static <T> void write(Path file, MessageCodec<T> codec, T message) throws IOException {
        JsonLines.write(file, codec, List.of(message));
    }
}
