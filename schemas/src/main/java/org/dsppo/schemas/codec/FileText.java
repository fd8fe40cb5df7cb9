package org.dsppo.schemas.codec;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Text files as other tools leave them: UTF-8, whether or not they begin with a byte order mark.
 */
public final class FileText {
    private static final int LONGEST_MARK = 4;

    private FileText() {}

    /**
     * Opens a file behind its byte order mark, if it has one.
     *
     * @throws IOException if the file cannot be read
     * @throws InvalidFileException if it begins like UTF-16 or UTF-32, which no reader takes
     */
    public static InputStream open(Path file) throws IOException, InvalidFileException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            in.mark(LONGEST_MARK);
            byte[] start = in.readNBytes(LONGEST_MARK);
            in.reset();
            String other = otherEncoding(start);
            if (other != null) {
                throw new InvalidFileException(
                        file,
                        new InvalidMessageException(
                                "encoding", other, "UTF-8: save the file as UTF-8"));
            }
            if (begins(start, 0xEF, 0xBB, 0xBF)) {
                in.skipNBytes(3);
            }
            return in;
        } catch (IOException | InvalidFileException e) {
            in.close();
            throw e;
        }
    }

    /** Text without a byte-order mark, as each of several files has that were put into one. */
    static byte[] withoutMark(byte[] text) {
        return begins(text, 0xEF, 0xBB, 0xBF) ? Arrays.copyOfRange(text, 3, text.length) : text;
    }

    /** The name of an encoding that is not UTF-8, or null. */
    private static String otherEncoding(byte[] start) {
        if (begins(start, 0xFF, 0xFE, 0, 0) || begins(start, 0, 0, 0xFE, 0xFF)) {
            return "UTF-32";
        }
        if (begins(start, 0xFF, 0xFE) || begins(start, 0xFE, 0xFF)) {
            return "UTF-16";
        }
        // Without a mark: the first characters of JSON and of tables are ASCII.
        if (start.length == LONGEST_MARK) {
            boolean[] zero = new boolean[LONGEST_MARK];
            for (int i = 0; i < LONGEST_MARK; i++) {
                zero[i] = start[i] == 0;
            }
            if (zero[0] != zero[1] && zero[0] == zero[2] && zero[1] == zero[3]) {
                return "UTF-16";
            }
        }
        return null;
    }

    private static boolean begins(byte[] text, int... with) {
        if (text.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if ((text[i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }
}
