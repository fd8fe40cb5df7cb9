package org.dsppo.policy.lab.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A trace that cannot be used: one line that says what is wrong, where, and what was expected. The
 * user's to mend, not the program's.
 */
public final class InvalidTraceException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int EXCERPT_LENGTH = 80;

    InvalidTraceException(String message) {
        super(message);
    }

    InvalidTraceException(String message, Exception cause) {
        super(message, cause);
    }

    /** A file whose content is wrong at a line. */
    static InvalidTraceException at(
            Path file, int line, String column, String value, String expected) {
        return new InvalidTraceException(
                "%s, line %d, column %s: is %s, expected %s"
                        .formatted(file, line, column, quoted(value), expected));
    }

    /** A file or folder that is not there or cannot be read. */
    static InvalidTraceException unreadable(Path file, Exception cause) {
        String why =
                cause instanceof NoSuchFileException
                        ? "it does not exist"
                        : cause instanceof CharacterCodingException
                                ? "it is not UTF-8 text"
                                : reason(cause);
        return new InvalidTraceException("%s cannot be read: %s".formatted(file, why), cause);
    }

    /** What people can read of a problem: messages, but no names of classes. */
    private static String reason(Exception cause) {
        String reason = cause instanceof FileSystemException of ? of.getReason() : null;
        reason = reason == null ? cause.getMessage() : reason;
        return reason == null ? "it cannot be used" : firstLine(reason);
    }

    /** A value as a short, printable piece of a message. */
    static String quoted(String value) {
        String printable = value.replaceAll("\\p{Cntrl}", " ");
        if (printable.length() > EXCERPT_LENGTH) {
            printable = printable.substring(0, EXCERPT_LENGTH - 1) + "…";
        }
        return '"' + printable + '"';
    }

    /** What is wrong with JSON, in few words. */
    static String fault(JsonProcessingException e) {
        return e instanceof JsonEOFException
                ? "it ends too early"
                : firstLine(e.getOriginalMessage());
    }

    static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
