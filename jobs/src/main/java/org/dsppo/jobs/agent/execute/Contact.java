package org.dsppo.jobs.agent.execute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * When the brokers were last known to have a report of this node, in time since the boot, written
 * down for the guard and for the agent's next life.
 */
final class Contact {

    private final Path file;
    private final Path next;
    private long lastMillis;

    /**
     * @param nowMillis counts as a contact where nothing is written down
     */
    Contact(Path state, long nowMillis) {
        this.file = state.resolve("contact");
        this.next = state.resolve("contact.new");
        long written = read();
        // A number of another boot may lie ahead.
        if (written >= 0 && written <= nowMillis) {
            lastMillis = written;
        } else {
            at(nowMillis);
        }
    }

    private long read() {
        try {
            String text = Files.readString(file).strip();
            return text.matches("\\d{1,15}") ? Long.parseLong(text) : -1;
        } catch (NoSuchFileException e) {
            return -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A report that was sent then has arrived. */
    void at(long sentMillis) {
        lastMillis = Math.max(lastMillis, sentMillis);
        try {
            Files.writeString(next, lastMillis + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long ago that was. */
    long silentMillis(long nowMillis) {
        return nowMillis - lastMillis;
    }
}
