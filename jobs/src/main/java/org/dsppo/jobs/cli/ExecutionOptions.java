package org.dsppo.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.dsppo.jobs.agent.execute.ExecutorConfig;
import org.dsppo.jobs.agent.execute.ExecutorSettings;
import org.dsppo.jobs.console.IoProblem;
import org.dsppo.jobs.console.OutputPath;
import org.dsppo.jobs.console.UserErrorException;
import picocli.CommandLine.Option;

/** {@code --execute} and how. */
final class ExecutionOptions {

    @Option(
            names = "--execute",
            description =
                    "Act on decisions: run what the payloads of tasks ask for, as --config permits."
                            + " Off unless given; the node then takes no tasks.")
    private boolean execute;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "What may be run: JSON with commands (lists of patterns), images, environment,"
                            + " runtime (docker, podman or nerdctl) and cgroup. Needed by --execute.")
    private Path config;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            defaultValue = "dsppo-agent",
            description =
                    "Journal and logs of attempts; the same again after a restart, on a disk of"
                            + " this machine. Default: ${DEFAULT-VALUE}")
    private Path state;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            defaultValue = "10s",
            description =
                    "From asking a cancelled attempt to end until it is killed. Default:"
                            + " ${DEFAULT-VALUE}")
    private String grace;

    @Option(
            names = "--fence-after",
            paramLabel = "TIME",
            defaultValue = "10s",
            description =
                    "Without contact to the brokers for this long everything is stopped; at least 3"
                            + " s less than the job's node.down.after. Default: ${DEFAULT-VALUE}")
    private String fenceAfter;

    @Option(
            names = "--start-within",
            paramLabel = "TIME",
            defaultValue = "10s",
            description =
                    "An assignment that may be older is not begun; less than the job's lease."
                            + " Default: ${DEFAULT-VALUE}")
    private String startWithin;

    @Option(
            names = "--keep",
            paramLabel = "TIME",
            defaultValue = "6h",
            description = "How long logs of attempts are kept. Default: ${DEFAULT-VALUE}")
    private String keep;

    boolean isSet() {
        return execute;
    }

    Path state() {
        return state.toAbsolutePath();
    }

    /**
     * How decisions are carried out; null where they are not.
     *
     * @throws UserErrorException if an option or the file cannot be used
     */
    ExecutorSettings settings() {
        ExecutorConfig file = config == null ? null : read();
        Duration fence = WallTime.positive("--fence-after", fenceAfter);
        Duration within = WallTime.positive("--start-within", startWithin);
        Duration patience = WallTime.positive("--grace", grace);
        Duration kept = WallTime.positive("--keep", keep);
        if (!execute) {
            return null;
        }
        if (file == null) {
            throw new UserErrorException(
                    "--execute needs --config, a file that says what may be run");
        }
        OutputPath.requireFolder("--state", state);
        requireOnPath("setsid");
        requireOnPath("sh");
        return new ExecutorSettings(
                state(),
                file.allowed(),
                file.runtime(),
                file.cgroup(),
                patience,
                fence,
                within,
                kept);
    }

    private ExecutorConfig read() {
        try {
            return ExecutorConfig.read(config);
        } catch (NoSuchFileException e) {
            throw new UserErrorException(
                    "--config is %s, expected a file that exists".formatted(config), e);
        } catch (IOException e) {
            throw new UserErrorException(
                    "--config is %s, which cannot be read: %s"
                            .formatted(config, IoProblem.inWords(e)),
                    e);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException("--config is %s: %s".formatted(config, e.getMessage()), e);
        }
    }

    private static void requireOnPath(String program) {
        boolean there =
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!there) {
            throw new UserErrorException(
                    "--execute needs the program '%s' on the PATH".formatted(program));
        }
    }
}
