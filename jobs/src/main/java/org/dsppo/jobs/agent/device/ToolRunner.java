package org.dsppo.jobs.agent.device;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs tools as processes, each with a limit of time and of output. One that does not end is
 * killed; one that even then does not (its driver hangs) is not run again before it has.
 */
public final class ToolRunner implements Tools {

    private static final int MOST_BYTES = 4 << 20;

    /** Reads what a process prints. */
    @FunctionalInterface
    private interface Reading {
        String of(InputStream output) throws IOException;
    }

    private final String searchPath;
    private final Duration limit;
    private final ToolCapture capture;
    private final Map<String, Process> stuck = new ConcurrentHashMap<>();

    /**
     * @param searchPath folders to look for tools in, as in the environment variable PATH
     * @param limit how long a tool may take
     * @param capture is shown what tools print; null for nobody
     */
    public ToolRunner(String searchPath, Duration limit, ToolCapture capture) {
        this.searchPath = searchPath;
        this.limit = limit;
        this.capture = capture;
    }

    @Override
    public boolean has(String tool) {
        return find(tool) != null;
    }

    private Path find(String tool) {
        for (String folder : searchPath.split(File.pathSeparator)) {
            Path file = Path.of(folder).resolve(tool);
            if (!folder.isEmpty() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                return file;
            }
        }
        return null;
    }

    @Override
    public String run(String... command) throws ToolFailedException {
        return run(command, true, ToolRunner::everything);
    }

    @Override
    public String firstLine(String... command) throws ToolFailedException {
        return run(command, false, ToolRunner::oneLine);
    }

    private String run(String[] command, boolean ends, Reading reading) throws ToolFailedException {
        Path program = find(command[0]);
        if (program == null) {
            throw new ToolFailedException("it is not there");
        }
        Process before = stuck.get(command[0]);
        if (before != null && before.isAlive()) {
            throw new ToolFailedException("it hangs and cannot be killed");
        }
        Process process = start(program, command);
        try {
            return output(process, command, ends, reading);
        } finally {
            stop(process, command[0]);
        }
    }

    private Process start(Path program, String[] command) throws ToolFailedException {
        String[] found = command.clone();
        found[0] = program.toString();
        ProcessBuilder builder = new ProcessBuilder(found);
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("PATH", searchPath);
        builder.redirectInput(new File("/dev/null"));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ToolFailedException("it cannot be started: " + e.getMessage());
        }
    }

    private String output(Process process, String[] command, boolean ends, Reading reading)
            throws ToolFailedException {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, reading, text), "output of " + command[0]);
        reader.setDaemon(true);
        reader.start();
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            String printed = text.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            boolean over =
                    !ends || process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (!over) {
                throw new ToolFailedException("it did not end in " + limit.toSeconds() + " s");
            }
            if (capture != null) {
                capture.printed(List.of(command), ends ? process.exitValue() : 0, printed);
            }
            if (ends && process.exitValue() != 0) {
                throw new ToolFailedException("it ended with " + process.exitValue());
            }
            return printed;
        } catch (TimeoutException e) {
            throw new ToolFailedException("it did not answer in " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw new ToolFailedException(
                    "its output cannot be read: " + e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolFailedException("interrupted");
        }
    }

    private static void read(Process process, Reading reading, CompletableFuture<String> text) {
        try {
            text.complete(reading.of(process.getInputStream()));
        } catch (IOException e) {
            text.completeExceptionally(e);
        }
    }

    private static String everything(InputStream output) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] part = new byte[8_192];
        for (int length = output.read(part); length >= 0; length = output.read(part)) {
            bytes.write(part, 0, length);
            if (bytes.size() > MOST_BYTES) {
                throw new IOException("more than " + MOST_BYTES + " bytes");
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String oneLine(InputStream output) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8));
        StringBuilder line = new StringBuilder();
        for (int c = lines.read(); c >= 0; c = lines.read()) {
            if (c == '\n') {
                return line.toString();
            }
            if (line.append((char) c).length() > MOST_BYTES) {
                break;
            }
        }
        throw new IOException("no whole line");
    }

    private void stop(Process process, String tool) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            if (process.waitFor(1, TimeUnit.SECONDS)) {
                stuck.remove(tool);
            } else {
                stuck.put(tool, process);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
