package org.dsppo.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The machine that the job runs on is lost together with everything since the last checkpoint,
 * which tasks that ran from submission to end since then make as bad as it can be.
 */
final class CrashITCase {
    private static final int CELLS = 2;
    private static final int NODES_PER_CELL = 3;
    private static final int WAVE = 120;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"at-least-once", "exactly-once"})
    void finishesEveryTaskOnce(String guarantee) throws Exception {
        // Exactly-once shows decisions with checkpoints only; else none is taken but by hand.
        boolean immediate = guarantee.equals("at-least-once");
        Duration interval = immediate ? Duration.ofHours(1) : Duration.ofMillis(500);
        try (LiveSystem system = new LiveSystem(TestCatalogue.of(CELLS, NODES_PER_CELL), folder)) {
            Map<String, Integer> expected = new HashMap<>();
            submitWave(system, 0, expected);
            system.startJob(2, null, interval, Map.of("delivery.guarantee", guarantee));
            awaitFinished(system, WAVE / 4);
            system.checkpoint();
            submitWave(system, 1, expected);
            awaitFinished(system, WAVE + WAVE / 2);

            system.replaceTaskManager();
            submitWave(system, 2, expected);
            awaitFinished(system, 3 * WAVE);

            assertThat(system.seen().finished()).isEqualTo(expected);
            assertThat(system.seen().violations()).isEmpty();
            assertThat(system.seen().epochs()).as("runs of the job").hasSize(2);
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
