package org.dsppo.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The independent referee of the shared folder, run as a process where it and Python are there. */
final class Referee {

    private static final Path SCRIPT = Path.of("../../shared/tools/referee.py");

    private Referee() {}

    static boolean isPresent() {
        if (!Files.isRegularFile(SCRIPT)) {
            return false;
        }
        try {
            return new ProcessBuilder("python3", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Judges an export by its own input files. */
    static JsonNode judge(Path export, Optional<Double> speed)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "python3",
                                SCRIPT.toString(),
                                export.resolve("cluster.json").toString(),
                                export.resolve("tasks.jsonl").toString(),
                                export.resolve("decisions.jsonl").toString()));
        speed.ifPresent(
                factor ->
                        command.addAll(
                                List.of(
                                        "--time-scale",
                                        factor.toString(),
                                        "--duration-tolerance",
                                        "0.25")));
        Path verdict = export.resolve("referee.json");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(verdict.toFile())
                        .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(verdict)).isZero();
        return new ObjectMapper().readTree(verdict.toFile());
    }
}
