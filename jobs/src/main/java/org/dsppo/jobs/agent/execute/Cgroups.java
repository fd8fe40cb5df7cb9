package org.dsppo.jobs.agent.execute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Limits of commands by cgroup v2: a group for each attempt below one that is ours. */
final class Cgroups {

    private static final long PERIOD_MICROS = 100_000;

    private final Path parent;

    /**
     * @param parent a cgroup whose controllers are handed down; null for none
     */
    Cgroups(Path parent) {
        this.parent = parent;
    }

    /** Why limits of commands are not kept here, if they are not. */
    Optional<String> problem() {
        if (parent == null) {
            return Optional.of("no cgroup is configured");
        }
        return Files.isWritable(parent) && Files.exists(parent.resolve("cgroup.procs"))
                ? Optional.empty()
                : Optional.of(parent + " is no cgroup that can be written to");
    }

    /**
     * Makes the group of an attempt with its limits.
     *
     * @throws IOException if they cannot be set
     */
    Path create(String name, Order order) throws IOException {
        Path group = parent.resolve(name);
        Files.createDirectories(group);
        if (order.cpuLimit() != null) {
            long quota = Math.max(1_000, Math.round(order.cpuLimit() * PERIOD_MICROS));
            Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
        }
        if (order.memoryLimitMb() != null) {
            long bytes = Math.round(order.memoryLimitMb() * (1 << 20));
            Files.writeString(group.resolve("memory.max"), Long.toString(bytes));
        }
        return group;
    }

    /** Takes a group away whose processes have ended, and those that have not with it. */
    void remove(String name) {
        if (parent == null || !Files.isDirectory(parent.resolve(name))) {
            return;
        }
        Path group = parent.resolve(name);
        try {
            Files.writeString(group.resolve("cgroup.kill"), "1");
            Files.delete(group);
        } catch (IOException e) {
            // The kernel lets it go once its last process is gone; an empty group does no harm.
            return;
        }
    }
}
