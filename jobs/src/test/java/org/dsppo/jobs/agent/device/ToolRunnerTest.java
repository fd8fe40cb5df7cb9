package org.dsppo.jobs.agent.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ToolRunnerTest {

    @TempDir private Path folder;
    private ToolRunner patient;
    private ToolRunner hasty;

    @BeforeEach
    void runners() {
        String path = folder + ":" + System.getenv("PATH");
        patient = new ToolRunner(path, Duration.ofSeconds(60), null);
        hasty = new ToolRunner(path, Duration.ofMillis(300), null);
    }

    private void tool(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void givesWhatAToolPrints() throws Exception {
        tool("some-smi", "echo \"$# of $1\"; echo aside >&2");
        assertThat(patient.has("some-smi")).isTrue();
        assertThat(patient.run("some-smi", "a b")).isEqualTo("1 of a b\n");
    }

    @Test
    void aToolThatIsNotThereOrFailsIsSaidToDoSo() throws Exception {
        assertThat(patient.has("no-smi")).isFalse();
        assertThatThrownBy(() -> patient.run("no-smi")).hasMessage("it is not there");
        tool("bad-smi", "echo half; exit 9");
        assertThatThrownBy(() -> patient.run("bad-smi")).hasMessage("it ended with 9");
    }

    @Test
    @Timeout(60)
    void aToolThatHangsIsKilledWithWhatItStarted() throws Exception {
        tool("slow-smi", "echo $$ > " + folder + "/pid; echo begun; sleep 1000 & wait");
        assertThatThrownBy(() -> hasty.run("slow-smi"))
                .isInstanceOf(ToolFailedException.class)
                .hasMessageContaining("did not answer");
        // Where the machine is so slow that it did not get to begin, there is nothing to see.
        Path pid = folder.resolve("pid");
        if (Files.exists(pid) && !Files.readString(pid).isBlank()) {
            Optional<ProcessHandle> left =
                    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
            assertThat(left.filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    @Test
    @Timeout(60)
    void takesTheFirstLineOfAToolThatGoesOn() throws Exception {
        tool("stats", "while :; do echo line; sleep 1; done");
        assertThat(patient.firstLine("stats")).isEqualTo("line");
        tool("silent-stats", "exit 0");
        assertThatThrownBy(() -> patient.firstLine("silent-stats"))
                .hasMessageContaining("no whole line");
    }

    @Test
    @Timeout(120)
    void aToolThatPrintsForEverIsStopped() throws Exception {
        tool("loud-smi", "yes");
        assertThatThrownBy(() -> patient.run("loud-smi")).hasMessageContaining("more than");
    }

    @Test
    void capturesWhatToolsPrinted() throws Exception {
        tool("some-smi", "echo out; exit 3");
        Path captured = Files.createDirectory(folder.resolve("captured"));
        ToolRunner capturing =
                new ToolRunner(
                        folder.toString(), Duration.ofSeconds(60), new ToolCapture(captured));
        assertThatThrownBy(() -> capturing.run("some-smi", "--all"))
                .isInstanceOf(ToolFailedException.class);
        assertThat(captured.resolve("some-smi-all.txt"))
                .hasContent("# some-smi --all\n# ended with 3\nout\n");
    }
}
