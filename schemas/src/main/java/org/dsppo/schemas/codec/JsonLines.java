package org.dsppo.schemas.codec;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Files of JSON lines: one message per line, blank lines skipped. */
public final class JsonLines {
    private JsonLines() {}

    /**
     * A message and where it stands.
     *
     * @param line number of the line, from 1
     * @param message what it says
     */
    public record Line<T>(long line, T message) {}

    /**
     * Reads all messages of a file.
     *
     * @throws IOException if the file cannot be read
     * @throws InvalidFileException at the first bad line, naming file, line, field, value and what
     *     was expected
     */
    public static <T> List<T> read(Path file, MessageCodec<T> codec)
            throws IOException, InvalidFileException {
        return lines(file, codec, null).stream().map(Line::message).toList();
    }

    /**
     * Reads all messages of a file that a person wrote, with their lines.
     *
     * @param warnings is given one line for each field that the messages do not have
     * @throws IOException if the file cannot be read
     * @throws InvalidFileException at the first bad line, naming file, line, field, value and what
     *     was expected
     */
    public static <T> List<Line<T>> read(
            Path file, MessageCodec<T> codec, Consumer<String> warnings)
            throws IOException, InvalidFileException {
        UnknownFields unknown = new UnknownFields();
        List<Line<T>> lines = lines(file, codec, unknown);
        unknown.report(file, warnings);
        return lines;
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

    private static <T> List<Line<T>> lines(Path file, MessageCodec<T> codec, UnknownFields unknown)
            throws IOException, InvalidFileException {
        List<Line<T>> lines = new ArrayList<>();
        try (InputStream in = FileText.open(file)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long number = 1;
            boolean afterReturn = false;
            int next;
            // Split as bytes, so that the codec sees broken UTF-8 as it is.
            while ((next = in.read()) >= 0) {
                if (next == '\n' && !afterReturn) {
                    decode(file, number++, line, codec, unknown, lines);
                } else if (next == '\r') {
                    // Ends a line with a newline after it, or alone: in JSON it is never anything
                    // else.
                    decode(file, number++, line, codec, unknown, lines);
                } else if (next != '\n') {
                    line.write(next);
                }
                afterReturn = next == '\r';
            }
            decode(file, number, line, codec, unknown, lines);
        }
        return lines;
    }

    private static <T> void decode(
            Path file,
            long number,
            ByteArrayOutputStream line,
            MessageCodec<T> codec,
            UnknownFields unknown,
            List<Line<T>> lines)
            throws InvalidFileException {
        byte[] json = FileText.withoutMark(line.toByteArray());
        line.reset();
        if (isBlank(json)) {
            return;
        }
        try {
            lines.add(new Line<>(number, codec.decode(json, unknown)));
        } catch (InvalidMessageException e) {
            throw new InvalidFileException(file, number, isBegunLine(json, e) ? oneALine(json) : e);
        }
        if (unknown != null) {
            unknown.decoded(number);
        }
    }

    /** True of a list, and of an object that goes on in the next line. */
    private static boolean isBegunLine(byte[] json, InvalidMessageException e) {
        String text = new String(json, StandardCharsets.UTF_8).strip();
        return e.field().isEmpty() && (text.startsWith("[") || text.equals("{"));
    }

    private static InvalidMessageException oneALine(byte[] json) {
        return new InvalidMessageException(
                "",
                Excerpt.of(new String(json, StandardCharsets.UTF_8)),
                "one JSON object on each line, whole and without a list around");
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
