package org.dsppo.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells move between subtasks with all they know, while devices keep running tasks. */
final class RescaleITCase {
    private static final int CELLS = 8;
    private static final int NODES_PER_CELL = 2;
    private static final int WAVE = 160;
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void finishesEveryTaskOnceThroughStopsInMidRun(String guarantee) throws Exception {
        Map<String, String> options = Map.of("delivery.guarantee", guarantee);
        try (LiveSystem system = new LiveSystem(TestCatalogue.of(CELLS, NODES_PER_CELL), folder)) {
            Map<String, Integer> expected = new HashMap<>();

            submitWave(system, 0, expected);
            system.startJob(2, null, INTERVAL, options);
            awaitFinished(system, WAVE / 2);
            String first = system.stopWithSavepoint();
            submitWave(system, 1, expected);
            system.startJob(1, first, INTERVAL, options);
            awaitFinished(system, WAVE + WAVE / 2);
            String second = system.stopWithSavepoint();
            submitWave(system, 2, expected);
            system.startJob(2, second, INTERVAL, options);
            awaitFinished(system, 3 * WAVE);

            assertThat(system.seen().finished()).isEqualTo(expected);
            assertThat(system.seen().violations()).isEmpty();
        }
    }

    private static void submitWave(LiveSystem system, int wave, Map<String, Integer> expected) {
        for (int i = 0; i < WAVE; i++) {
            String taskId = "t-%d-%03d".formatted(wave, i);
            system.submission(taskId, "small", TestCatalogue.cell(i % CELLS)).run();
            expected.put(taskId, 1);
        }
    }

    private static void awaitFinished(LiveSystem system, int tasks) {
        system.await(tasks + " tasks have finished", () -> system.seen().finishedTasks() >= tasks);
    }
}
