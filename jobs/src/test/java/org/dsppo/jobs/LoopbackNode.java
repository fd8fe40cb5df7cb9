package org.dsppo.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dsppo.jobs.agent.device.RecordedTools;

/** An agent that executes, as a process of its own, with tools that print what was recorded. */
final class LoopbackNode implements AutoCloseable {

    private final String nodeId;
    private final Path folder;
    private final String bootstrapServers;
    private Process process;

    /**
     * @param tools what a tool prints: by its name and, after a blank, its first argument, a file
     *     of recorded output
     * @param program the only one that may be run
     */
    LoopbackNode(
            String nodeId,
            Path folder,
            String bootstrapServers,
            Map<String, String> tools,
            Path program)
            throws IOException {
        this.nodeId = nodeId;
        this.folder = Files.createDirectories(folder);
        this.bootstrapServers = bootstrapServers;
        Files.writeString(
                folder.resolve("agent.json"), "{\"commands\": [[\"" + program + "\", \"**\"]]}");
        writeTools(new TreeMap<>(tools));
    }

    private void writeTools(Map<String, String> tools) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (Map.Entry<String, String> tool : tools.entrySet()) {
            String[] words = tool.getKey().split(" ");
            Path printed = bin.resolve(tool.getValue());
            Files.writeString(printed, RecordedTools.text(tool.getValue()));
            Path script = bin.resolve(words[0]);
            String before = Files.exists(script) ? Files.readString(script) : "#!/bin/sh\n";
            String when = words.length == 1 ? "" : "case \"$1\" in " + words[1] + "*) ";
            String end = words.length == 1 ? "" : "; exit 0;; esac";
            Files.writeString(script, before + when + "cat " + printed + end + "\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    void start() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("dsppo.agent.jar"),
                        "org.dsppo.jobs.cli.AgentCommand",
                        "--bootstrap-servers",
                        bootstrapServers,
                        "--cluster",
                        "room",
                        "--node",
                        nodeId,
                        "--label",
                        "node=" + nodeId,
                        // This machine is shared with all that tests run, so it does not count.
                        "--resources",
                        "gpu,gpumem,npu,npumem",
                        "--fence-after",
                        "30s",
                        "--start-within",
                        "30s",
                        "--execute",
                        "--config",
                        folder.resolve("agent.json").toString(),
                        "--state",
                        state().toString());
        builder.environment().merge("PATH", folder.resolve("bin") + ":", (path, bin) -> bin + path);
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("agent.log").toFile()));
        process = builder.start();
    }

    /** As whatever starts an agent on a real machine: one that found no broker tries again. */
    void startAgainIfGone() {
        if (!process.isAlive()) {
            try {
                start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Path state() {
        return folder.resolve("state");
    }

    /** What the agent said. */
    String log() throws IOException {
        return Files.readString(folder.resolve("agent.log"));
    }

    /** Ends the agent as a crash would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Holds the agent up, so that nobody hears of it; what it runs goes on. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-s", name, Long.toString(process.pid())).start().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Attempts that have a file of a name in their folder. */
    List<Path> attemptsWith(String file) throws IOException {
        Path attempts = state().resolve("attempts");
        if (!Files.exists(attempts)) {
            return List.of();
        }
        try (Stream<Path> each = Files.list(attempts)) {
            return each.filter(attempt -> Files.exists(attempt.resolve(file))).toList();
        }
    }

    /** Attempts that run. */
    int running() throws IOException {
        int running = 0;
        for (Path each : attemptsWith("process")) {
            running +=
                    Files.exists(each.resolve("exit")) || Files.exists(each.resolve("verdict"))
                            ? 0
                            : 1;
        }
        return running;
    }

    @Override
    public void close() throws Exception {
        if (process != null) {
            thaw();
            kill();
        }
        // Its guard stops what is left.
        if (Files.exists(state().resolve("contact"))) {
            Files.writeString(state().resolve("contact"), "0\n");
        }
    }
}
