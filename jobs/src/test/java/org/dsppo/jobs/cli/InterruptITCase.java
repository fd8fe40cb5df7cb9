package org.dsppo.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.embedded.EmbeddedKafka;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C as a shell sends it, to a process of its own. */
final class InterruptITCase {

    /** 128 and the number of SIGINT, as shells count. */
    private static final int INTERRUPTED = 130;

    /** A build in the background may ignore the signal, and its children with it. */
    private static final List<String> HEEDING = List.of("env", "--default-signal=INT");

    @TempDir private Path folder;

    private static boolean canSend() throws InterruptedException {
        List<String> trial = new ArrayList<>(HEEDING);
        trial.add("true");
        try {
            return new ProcessBuilder(trial).start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }

    @Test
    void aCommandThatRunsUntilThenWritesItsResultsAndEndsWith130() throws Exception {
        assumeTrue(canSend(), "no env --default-signal, so no process is sure to heed Ctrl-C");
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            String servers = " --bootstrap-servers " + kafka.bootstrapServers();
            assertThat(CommandRun.ofLine("topics create" + servers).status())
                    .isEqualTo(ExitCode.OK);
            Path out = folder.resolve("out.json");
            Process emulating =
                    start(out, "emulate --cluster i3 --speed 20 --json --export x" + servers);
            try (BufferedReader err = emulating.errorReader()) {
                awaitLine(err, " nodes: 0 tasks seen");
                interrupt(emulating);
                assertThat(emulating.waitFor(2, TimeUnit.MINUTES)).isTrue();
            } finally {
                emulating.destroyForcibly();
            }

            assertThat(emulating.exitValue()).isEqualTo(INTERRUPTED);
            assertThat(new ObjectMapper().readTree(out.toFile()).get("tasks").asInt()).isZero();
            assertThat(folder.resolve("x")).isNotEmptyDirectory();
        }
    }

    private Process start(Path out, String line) throws IOException {
        List<String> command = new ArrayList<>(HEEDING);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(DsppoCommand.class.getName());
        command.addAll(List.of(line.split(" ")));
        return new ProcessBuilder(command)
                .directory(Files.createDirectories(folder).toFile())
                .redirectOutput(out.toFile())
                .start();
    }

    private static void awaitLine(BufferedReader err, String part) throws IOException {
        List<String> before = new ArrayList<>();
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            before.add(line);
            if (line.contains(part)) {
                return;
            }
        }
        throw new AssertionError("it ended before: " + before);
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
