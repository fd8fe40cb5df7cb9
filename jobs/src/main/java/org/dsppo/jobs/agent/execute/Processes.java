package org.dsppo.jobs.agent.execute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Looks after processes that are not our children any more. */
final class Processes {

    private static final int STATE = 0;
    private static final int START = 19;
    private static final Set<String> OVER = Set.of("Z", "X", "x");

    private final String bootId;

    Processes(String bootId) {
        this.bootId = bootId;
    }

    /** True while a process runs; one that only waits to be buried does not. */
    boolean isAlive(ProcessName name) {
        if (!name.bootId().equals(bootId)) {
            return false;
        }
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc/" + name.pid() + "/stat"));
            String stat = new String(bytes, StandardCharsets.ISO_8859_1);
            // Its name stands in brackets before and may hold anything.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return !OVER.contains(fields[STATE])
                    && Long.parseLong(fields[START]) == name.startTicks();
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends a signal to a process and all of its group. */
    void signal(ProcessName name, String signal) {
        if (isAlive(name)) {
            run("sh", "-c", "kill -s " + signal + " -- -" + name.pid());
        }
    }

    /** Runs a program whose success does not matter and does not wait for it. */
    static void run(String... command) {
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command[0], e);
        }
    }
}
