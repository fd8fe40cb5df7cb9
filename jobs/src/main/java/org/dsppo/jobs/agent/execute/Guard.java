package org.dsppo.jobs.agent.execute;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A shell beside the agent that stops everything when there was no contact for too long, even if
 * the agent is dead or hangs: by then the job has given the tasks to other nodes.
 */
final class Guard {

    /** The agent itself comes first. */
    private static final Duration LATER = Duration.ofSeconds(1);

    private Guard() {}

    /** Starts a guard; one of an agent before this one ends with it or watches the same. */
    static void start(ExecutorSettings settings) {
        Path script = Launcher.install(settings.state(), "guard.sh");
        ProcessBuilder builder =
                new ProcessBuilder(
                        "setsid",
                        "sh",
                        script.toString(),
                        settings.state().toString(),
                        Long.toString(settings.fenceAfter().plus(LATER).toMillis()),
                        Long.toString(ProcessHandle.current().pid()),
                        ownStart());
        builder.redirectInput(new File("/dev/null"));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(
                ProcessBuilder.Redirect.appendTo(settings.state().resolve("guard.log").toFile()));
        try {
            builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the guard", e);
        }
    }

    private static String ownStart() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
