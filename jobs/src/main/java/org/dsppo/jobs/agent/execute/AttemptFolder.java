package org.dsppo.jobs.agent.execute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.task.TaskEvent;

/**
 * What is written down about one attempt, and by whom: {@code decision} (the agent, before anything
 * else), {@code process} and {@code exit} (the attempt's own shell), {@code fenced} (the guard),
 * {@code verdict} (the agent: the event that says how it ended), and empty files for what was
 * reported. Each file appears whole or not at all.
 */
final class AttemptFolder {

    private static final String DECISION = "decision";
    private static final String VERDICT = "verdict";

    private final Path path;

    AttemptFolder(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    Path log() {
        return path.resolve("log");
    }

    Path workFolder() {
        return path.resolve("work");
    }

    /** Begins to be: the decision is on the disk before this returns. */
    void create(PlacementDecision decision) {
        try {
            Files.createDirectories(workFolder());
            write(DECISION, MessageCodecs.PLACEMENT_DECISION.encode(decision));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The decision; none if the folder was left before it was written. */
    Optional<PlacementDecision> decision() {
        try {
            byte[] json = Files.readAllBytes(path.resolve(DECISION));
            return Optional.of(MessageCodecs.PLACEMENT_DECISION.decode(json));
        } catch (NoSuchFileException | InvalidMessageException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void writeVerdict(TaskEvent event) {
        try {
            write(VERDICT, MessageCodecs.TASK_EVENT.encode(event));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How it ended, if that is known. */
    Optional<TaskEvent> verdict() {
        try {
            byte[] json = Files.readAllBytes(path.resolve(VERDICT));
            return Optional.of(MessageCodecs.TASK_EVENT.decode(json));
        } catch (NoSuchFileException | InvalidMessageException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Who runs it, if its shell came to say so. */
    Optional<ProcessName> process() {
        return text("process").flatMap(ProcessName::parse);
    }

    /** What its program ended with, if it did. */
    Optional<Integer> exitCode() {
        return text("exit")
                .map(String::strip)
                .filter(code -> code.matches("\\d{1,3}"))
                .map(Integer::valueOf);
    }

    private Optional<String> text(String name) {
        try {
            return Optional.of(Files.readString(path.resolve(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(Mark mark) {
        return Files.exists(path.resolve(mark.file));
    }

    void put(Mark mark) {
        try {
            Files.createFile(path.resolve(mark.file));
        } catch (FileAlreadyExistsException e) {
            // Said before.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes a line for whoever reads what the attempt printed. */
    void note(String line) {
        try {
            Files.writeString(
                    log(),
                    "dsppo: " + line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void writeText(String name, String text) {
        try {
            write(name, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, byte[] content) throws IOException {
        Path next = path.resolve(name + ".new");
        Files.write(next, content);
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(next, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Empty files that say that something is so. */
    enum Mark {
        /** Whatever has not begun to run must not. */
        ABANDONED("abandoned"),
        /** Stopped by the guard. */
        FENCED("fenced"),
        /** STARTED has arrived. */
        START_REPORTED("start-reported"),
        /** The verdict has arrived. */
        END_REPORTED("end-reported");

        private final String file;

        Mark(String file) {
            this.file = file;
        }
    }
}
