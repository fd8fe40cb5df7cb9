package org.dsppo.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine that the job runs on is lost together with everything since the last checkpoint. */
final class CrashITCase {
    private static final int CELLS = 2;
    private static final int NODES_PER_CELL = 3;
    private static final int WAVE = 120;
    private static final Duration INTERVAL = Duration.ofMillis(500);

    @TempDir private Path folder;

    @Test
    void finishesEveryTaskOnceUnderExactlyOnce() throws Exception {
        try (LiveSystem system = new LiveSystem(TestCatalogue.of(CELLS, NODES_PER_CELL), folder)) {
            Map<String, Integer> expected = new HashMap<>();
            submitWave(system, 0, expected);
            system.startJob(2, null, INTERVAL, Map.of("delivery.guarantee", "exactly-once"));
            awaitFinished(system, WAVE / 4);
            submitWave(system, 1, expected);
            awaitFinished(system, WAVE + WAVE / 2);

            system.replaceTaskManager();
            submitWave(system, 2, expected);
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
