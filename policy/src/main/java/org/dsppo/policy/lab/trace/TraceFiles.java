package org.dsppo.policy.lab.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the files of a trace in its folder. */
final class TraceFiles {

    private TraceFiles() {}

    /**
     * The file of arrivals that is meant.
     *
     * @param path the file itself, or the folder it lies in
     * @param options {@link TraceOption#FILE} chooses in a folder
     * @param isTrace tells by its name a file of arrivals from others in the folder
     * @param kind what is looked for, for the message
     * @throws InvalidTraceException if there is none, or more than one
     */
    static Path trace(Path path, TraceSettings options, Predicate<String> isTrace, String kind)
            throws InvalidTraceException {
        if (Files.isRegularFile(path)) {
            if (options.has(TraceOption.FILE)) {
                throw new InvalidTraceException(
                        "%s is a file, expected a folder with option file=%s"
                                .formatted(path, options.text(TraceOption.FILE)));
            }
            return path;
        }
        List<Path> all = list(path, isTrace);
        if (all.isEmpty()) {
            throw new InvalidTraceException(
                    "%s holds no file %s, expected the folder of a trace".formatted(path, kind));
        }
        String part = options.has(TraceOption.FILE) ? options.text(TraceOption.FILE) : "";
        List<Path> chosen =
                all.stream().filter(file -> file.getFileName().toString().contains(part)).toList();
        if (chosen.size() != 1) {
            throw new InvalidTraceException(
                    "%s holds %d files that could be meant, expected option file= to name one of %s"
                            .formatted(
                                    path,
                                    chosen.size(),
                                    all.stream().map(Path::getFileName).toList()));
        }
        return chosen.get(0);
    }

    /** The one other file that a trace needs, in the folder of the trace. */
    static Path companion(Path trace, Predicate<String> isCompanion, String kind)
            throws InvalidTraceException {
        Path folder = trace.toAbsolutePath().getParent();
        List<Path> found = list(folder, isCompanion);
        if (found.size() != 1) {
            throw new InvalidTraceException(
                    "%s has %d files beside it that could be its %s, expected 1"
                            .formatted(trace, found.size(), kind));
        }
        return found.get(0);
    }

    /** Name of a file without folder and ending. */
    static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static List<Path> list(Path folder, Predicate<String> wanted)
            throws InvalidTraceException {
        if (!Files.isDirectory(folder)) {
            throw new InvalidTraceException(
                    "%s does not exist, expected a trace file or its folder".formatted(folder));
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> wanted.test(file.getFileName().toString()))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw InvalidTraceException.unreadable(folder, e);
        }
    }
}
