package org.dsppo.policy.lab.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the files of a trace in its folder, or in a clone of the repository it is from. */
final class TraceFiles {

    /** Folders between the root of a repository and its traces, at most. */
    private static final int DEPTH = 6;

    private static final int NAMES_SHOWN = 8;

    private TraceFiles() {}

    /**
     * What a trace's files are called.
     *
     * @param named tells by its name a file of arrivals from others in the same folder
     * @param cloned the same among all files of a repository
     * @param kind what is looked for, for messages
     */
    record Naming(Predicate<String> named, Predicate<String> cloned, String kind) {

        Naming(Predicate<String> named, String kind) {
            this(named, named, kind);
        }

        /** Tables whose names hold a part. */
        static Naming csv(String part) {
            return new Naming(isCsv(part), anyCsv(part));
        }
    }

    /**
     * The file of arrivals that is meant.
     *
     * @param path the file itself, the folder it lies in, or one that holds that folder
     * @param options {@link TraceOption#FILE} chooses, by a part of the name; among the files below
     *     a folder, by a part of the path
     * @throws InvalidTraceException if there is none, or more than one
     */
    static Path trace(Path path, TraceSettings options, Naming naming)
            throws InvalidTraceException {
        if (Files.isRegularFile(path)) {
            if (options.has(TraceOption.FILE)) {
                throw new InvalidTraceException(
                        "%s is a file, expected a folder with option file=%s"
                                .formatted(path, options.text(TraceOption.FILE)));
            }
            return path;
        }
        String part = options.has(TraceOption.FILE) ? options.text(TraceOption.FILE) : "";
        List<Path> beside = list(path, naming.named());
        if (!beside.isEmpty()) {
            return chosen(path, beside, part, file -> file.getFileName().toString());
        }
        List<Path> below = below(path, naming.cloned());
        if (below.isEmpty()) {
            throw new InvalidTraceException(
                    "%s holds no file %s, expected the folder of a trace"
                            .formatted(path, naming.kind()));
        }
        return chosen(
                path, below, part, file -> path.relativize(file).toString().replace('\\', '/'));
    }

    private static Path chosen(
            Path folder, List<Path> all, String part, Function<Path, String> name)
            throws InvalidTraceException {
        List<Path> chosen = all.stream().filter(file -> name.apply(file).contains(part)).toList();
        List<Path> exact =
                chosen.stream()
                        .filter(
                                file ->
                                        name.apply(file).equals(part)
                                                || stem(file).equals(part)
                                                || stem(file).endsWith("_" + part))
                        .toList();
        if (exact.size() == 1) {
            return exact.get(0);
        }
        if (chosen.size() != 1) {
            throw new InvalidTraceException(
                    "%s holds %d files that could be meant, expected option file= to name one of %s"
                            .formatted(
                                    folder,
                                    chosen.size(),
                                    names((chosen.isEmpty() ? all : chosen), name)));
        }
        return chosen.get(0);
    }

    private static String names(List<Path> files, Function<Path, String> name) {
        String shown =
                files.stream().limit(NAMES_SHOWN).map(name).collect(Collectors.joining(", "));
        int more = files.size() - NAMES_SHOWN;
        return "[" + shown + (more > 0 ? ", … and " + more + " more]" : "]");
    }

    /**
     * The table of nodes in the folder of the trace, of which {@link TraceOption#NODE_LIST} chooses
     * one.
     *
     * @param part a part of its name
     * @param usual a part of the name of the one that is taken where there are several
     */
    static Companion nodeList(Path trace, TraceSettings options, String part, String usual)
            throws InvalidTraceException {
        return companion(
                trace,
                list(folder(trace), isCsv(part)),
                options,
                anyCsv(part),
                TraceOption.NODE_LIST,
                usual);
    }

    private static Predicate<String> isCsv(String part) {
        return name -> name.contains(part) && name.endsWith(".csv");
    }

    private static String anyCsv(String part) {
        return "*%s*.csv".formatted(part);
    }

    /**
     * The one other file that a trace needs, beside it or in the nearest folder above.
     *
     * @param option chooses among several, by a part of the name
     * @param usual a part of the name of the one that is taken otherwise
     */
    static Companion above(
            Path trace,
            TraceSettings options,
            Predicate<String> named,
            String kind,
            TraceOption option,
            String usual)
            throws InvalidTraceException {
        Path folder = folder(trace);
        List<Path> found = list(folder, named);
        for (int up = 0; found.isEmpty() && up < DEPTH && folder.getParent() != null; up++) {
            folder = folder.getParent();
            found = list(folder, named);
        }
        return companion(trace, found, options, kind, option, usual);
    }

    /**
     * A file that belongs to a trace.
     *
     * @param file the file
     * @param note which of several it is, for people; null if there was one only
     */
    record Companion(Path file, String note) {}

    private static Companion companion(
            Path trace,
            List<Path> found,
            TraceSettings options,
            String kind,
            TraceOption option,
            String usual)
            throws InvalidTraceException {
        boolean asked = options.has(option);
        if (found.size() == 1 && !asked) {
            return new Companion(found.get(0), null);
        }
        String part = asked ? options.text(option) : usual;
        List<Path> chosen =
                found.stream()
                        .filter(file -> file.getFileName().toString().contains(part))
                        .toList();
        if (chosen.size() != 1) {
            throw new InvalidTraceException(
                    "%s has %d files beside it that could be its %s, expected 1%s"
                            .formatted(
                                    trace,
                                    asked ? chosen.size() : found.size(),
                                    kind,
                                    found.isEmpty()
                                            ? ""
                                            : "; option %s= names one of %s"
                                                    .formatted(
                                                            option.key(),
                                                            names(
                                                                    found,
                                                                    file ->
                                                                            file.getFileName()
                                                                                    .toString()))));
        }
        Path file = chosen.get(0);
        return new Companion(
                file,
                "%s of %d files %s%s"
                        .formatted(
                                file.getFileName(),
                                found.size(),
                                kind,
                                asked ? "" : " (" + option.key() + "= for another)"));
    }

    /** Name of a file without folder and ending. */
    static String stem(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static Path folder(Path trace) {
        return trace.toAbsolutePath().getParent();
    }

    private static List<Path> list(Path folder, Predicate<String> wanted)
            throws InvalidTraceException {
        if (!Files.isDirectory(folder)) {
            throw new InvalidTraceException(
                    "%s does not exist, expected a trace file or its folder".formatted(folder));
        }
        try (Stream<Path> files = Files.list(folder)) {
            return wanted(files, wanted);
        } catch (IOException e) {
            throw InvalidTraceException.unreadable(folder, e);
        }
    }

    private static List<Path> below(Path folder, Predicate<String> wanted)
            throws InvalidTraceException {
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return wanted(files, wanted);
        } catch (IOException | UncheckedIOException e) {
            throw InvalidTraceException.unreadable(folder, e);
        }
    }

    private static List<Path> wanted(Stream<Path> files, Predicate<String> wanted) {
        return files.filter(file -> wanted.test(file.getFileName().toString()))
                .filter(Files::isRegularFile)
                .sorted()
                .toList();
    }
}
