package org.dsppo.jobs.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Numbers that rise, through restarts too: they follow the clock, and where there is a file, also
 * when the clock goes back.
 */
public final class SequenceNumbers {

    /** Numbers that are written off at once, so that not every one costs a write. */
    private static final long BLOCK = 1_000_000;

    private final Path file;
    private long last = -1;
    private long writtenOff = -1;

    /**
     * @param file where to note how far they have come; null for nowhere
     */
    public SequenceNumbers(Path file) {
        this.file = file;
        if (file != null && Files.exists(file)) {
            last = read();
            writtenOff = last;
        }
    }

    private long read() {
        try {
            String text = Files.readString(file).strip();
            return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long next(long epochMillis) {
        last = Math.max(last + 1, epochMillis);
        if (file != null && last > writtenOff) {
            writtenOff = last + BLOCK;
            write();
        }
        return last;
    }

    private void write() {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(next, writtenOff + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
