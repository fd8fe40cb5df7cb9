package org.dsppo.schemas;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What is kept beside the repository and not published with the code. */
public final class SharedData {

    private SharedData() {}

    /** A file or folder of the shared data, or the test is skipped. */
    public static Path of(String name) {
        String path = "shared/data/" + name;
        Optional<Path> found =
                Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
                        .map(folder -> folder.resolve(path))
                        .filter(Files::exists)
                        .findFirst();
        assumeTrue(
                found.isPresent(),
                path + " is not beside the repository: it is not published with the code");
        return found.get();
    }
}
