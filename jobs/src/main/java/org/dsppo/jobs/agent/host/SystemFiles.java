package org.dsppo.jobs.agent.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Small files in which a kernel tells about itself. */
final class SystemFiles {

    private final Path root;

    SystemFiles(Path root) {
        this.root = root;
    }

    /** Lines of a file; none if it cannot be read. */
    List<String> lines(String path) {
        try {
            // Not as UTF-8, which has sequences that are none.
            byte[] bytes = Files.readAllBytes(root.resolve(path));
            return new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The first line of a file, if there is one. */
    Optional<String> first(String path) {
        return lines(path).stream().findFirst().map(String::strip);
    }

    /** Names in a folder, sorted; none if it cannot be read. */
    List<String> names(String path) {
        try (Stream<Path> entries = Files.list(root.resolve(path))) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }

    /** A whole number from 0 on. */
    static Optional<Long> number(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
