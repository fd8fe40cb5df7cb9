package org.dsppo.jobs.agent.execute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Time since the machine booted: shared by the processes of a machine, never set, and it goes on
 * while they are stopped. {@code /proc/uptime} counts hundredths of seconds.
 */
public final class UptimeClock {

    private static final Path UPTIME = Path.of("/proc/uptime");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private final String bootId;

    public UptimeClock() {
        this.bootId = read(BOOT).strip();
    }

    /** Milliseconds since the machine booted. */
    public long millis() {
        return Math.round(Double.parseDouble(read(UPTIME).split(" ")[0]) * 1_000);
    }

    /** Names this boot of the machine. */
    public String bootId() {
        return bootId;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
