package org.dsppo.policy.trace;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The real traces and the paper's catalogues, which are kept beside the repository. */
final class SharedTraces {

    private SharedTraces() {}

    static Path trace(String name) {
        return find("shared/data/traces/" + name);
    }

    static Path catalogue(String name) {
        return find("shared/data/paper/" + name + ".json");
    }

    private static Path find(String name) {
        Optional<Path> found =
                Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
                        .map(folder -> folder.resolve(name))
                        .filter(Files::exists)
                        .findFirst();
        assumeTrue(
                found.isPresent(),
                name + " is not beside the repository: traces are not published with the code");
        return found.get();
    }
}
