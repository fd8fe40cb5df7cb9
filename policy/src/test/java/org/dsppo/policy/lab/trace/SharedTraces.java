package org.dsppo.policy.lab.trace;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The real traces, which are kept beside the repository. */
final class SharedTraces {

    private SharedTraces() {}

    /** A folder of a trace, or the test is skipped. */
    static Path trace(String name) {
        String path = "shared/data/traces/" + name;
        Optional<Path> found =
                Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
                        .map(folder -> folder.resolve(path))
                        .filter(Files::isDirectory)
                        .findFirst();
        assumeTrue(
                found.isPresent(),
                path + " is not beside the repository: traces are not published with the code");
        return found.get();
    }
}
