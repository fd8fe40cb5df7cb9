package org.dsppo.jobs.agent.execute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The journal of an executor: a folder for each attempt. */
final class AttemptStore {

    private static final int READABLE_LENGTH = 60;

    private final Path folder;

    AttemptStore(Path state) {
        this.folder = state.resolve("attempts");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of a decision's attempt, whether it is there or not. */
    AttemptFolder of(String decisionId) {
        String readable = decisionId.replaceAll("[^A-Za-z0-9._-]", "_");
        readable = readable.substring(0, Math.min(READABLE_LENGTH, readable.length()));
        return new AttemptFolder(folder.resolve("a-" + readable + "-" + digest(decisionId)));
    }

    /** True if an attempt was taken on before. */
    boolean knows(String decisionId) {
        return of(decisionId).decision().isPresent();
    }

    private static String digest(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** All attempts that are written down. */
    List<AttemptFolder> all() {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().map(AttemptFolder::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes what was reported before some time. */
    void forgetBefore(long epochMillis) {
        for (AttemptFolder each : all()) {
            Path reported = each.path().resolve("end-reported");
            if (each.has(AttemptFolder.Mark.END_REPORTED)
                    && modified(reported).toMillis() < epochMillis) {
                delete(each.path());
            }
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path each : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
