package org.dsppo.policy.training.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.baseline.BaselineState;
import org.dsppo.policy.training.descent.OptimiserState;
import org.dsppo.policy.training.paper.PaperLearner;
import org.dsppo.policy.training.paper.PaperSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BaselineCheckpointTest {
    private static final PolicyArtefact BEST =
            PaperLearner.untrained("ds-ppo-paper", PaperSettings.TABLE_4, 3);

    @TempDir private Path folder;

    @Test
    void comesBackAsItWas() throws IOException {
        float[] weights = {1, 2, 3};
        OptimiserState optimiser = new OptimiserState(new float[] {4, 5, 6, 7, 8, 9}, 12);
        double[] memory = {3, 2000, 1.5e6};
        BaselineState state = new BaselineState(7, 20, 400, 31, 2.5, weights, optimiser, memory);
        Path work = folder.resolve("deep/work");
        assertThat(BaselineCheckpoint.read(work)).isNull();
        new BaselineCheckpoint(state, -0.25, BEST).write(work);
        BaselineCheckpoint read = BaselineCheckpoint.read(work);
        assertThat(read.state()).usingRecursiveComparison().isEqualTo(state);
        assertThat(read.least()).isEqualTo(-0.25);
        assertThat(read.best().toBytes()).isEqualTo(BEST.toBytes());
    }

    @Test
    void refusesAFileThatIsNone() throws IOException {
        new BaselineCheckpoint(BaselineState.initial(1, new float[2]), 0, BEST).write(folder);
        Path file = folder.resolve("checkpoint");
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {5, 100, bytes.length - 3}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> BaselineCheckpoint.read(folder))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
