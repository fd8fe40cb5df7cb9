package org.dsppo.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes the checked-in savepoints anew: with the Maven profile {@code savepoints} only, as
 * README.md of the operators says.
 */
final class WriteSavepoints {

    private static final long MOST_BYTES = 300_000;

    @TempDir private Path folder;

    @Test
    void ofThePlacementJob() throws Exception {
        try (LiveSystem system = LiveSystem.withoutDevices(FilledPlacement.catalogue(), folder)) {
            SavepointFile savepoint =
                    FilledPlacement.run(system, FilledStates::isTrained, FilledStates::ofPlacement);
            assertThat(Files.size(savepoint.pack(FilledPlacement.JOB))).isLessThan(MOST_BYTES);
        }
    }

    @Test
    void ofTheBatchingJob() throws Exception {
        try (LiveSystem system = LiveSystem.withoutDevices(TestCatalogue.of(1, 1), folder)) {
            SavepointFile savepoint = FilledBatching.run(system, FilledStates::ofBatching);
            assertThat(Files.size(savepoint.pack(FilledBatching.JOB))).isLessThan(MOST_BYTES);
        }
    }
}
