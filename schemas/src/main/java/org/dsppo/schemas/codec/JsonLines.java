package org.dsppo.schemas.codec;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of JSON lines: one message per line, blank lines skipped. */
public final class JsonLines {
    private JsonLines() {}

    /**
     * Reads all messages of a file.
     *
     * @throws IOException if the file cannot be read
     * @throws InvalidFileException at the first bad line, naming file, line, field, value and what
     *     was expected
     */
    public static <T> List<T> read(Path file, MessageCodec<T> codec)
            throws IOException, InvalidFileException {
        List<T> messages = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long number = 1;
            int next;
            // Split as bytes, so that the codec sees broken UTF-8 as it is.
            while ((next = in.read()) >= 0) {
                if (next == '\n') {
                    decode(file, number++, line, codec, messages);
                } else {
                    line.write(next);
                }
            }
            decode(file, number, line, codec, messages);
        }
        return messages;
    }

    /** Writes messages to a file, each on a line of its own, replacing what the file held. */
    public static <T> void write(Path file, MessageCodec<T> codec, Iterable<T> messages)
            throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (T message : messages) {
                out.write(codec.encode(message));
                out.write('\n');
            }
        }
    }

    private static <T> void decode(
            Path file,
            long number,
            ByteArrayOutputStream line,
            MessageCodec<T> codec,
            List<T> messages)
            throws InvalidFileException {
        byte[] json = line.toByteArray();
        line.reset();
        if (isBlank(json)) {
            return;
        }
        try {
            messages.add(codec.decode(json));
        } catch (InvalidMessageException e) {
            throw new InvalidFileException(file, number, e);
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
