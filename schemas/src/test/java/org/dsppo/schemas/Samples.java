package org.dsppo.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The golden samples: a folder per message, in it one per verdict. */
public final class Samples {
    private Samples() {}

    /** Samples of one verdict; none when there is no such folder. */
    public static List<Sample> of(Message<?> message, String verdict) {
        URL folder = Samples.class.getResource("/samples/" + message.name() + "/" + verdict);
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> new Sample(message, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One file. */
    public record Sample(Message<?> message, Path file) {
        public byte[] json() {
            return read(file);
        }

        String expectedError() {
            String name = file.getFileName().toString().replace(".json", ".error");
            return new String(read(file.resolveSibling(name)), StandardCharsets.UTF_8).strip();
        }

        private static byte[] read(Path file) {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return message + "/" + file.getFileName();
        }
    }
}
