package org.dsppo.policy.device.d3qn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.dsppo.policy.device.tuning.ControllerFactory;
import org.dsppo.policy.device.tuning.DeviceModel;
import org.dsppo.policy.device.tuning.Scenario;
import org.dsppo.policy.device.tuning.TunedDevice;
import org.dsppo.policy.device.tuning.TuningEpisode;
import org.dsppo.policy.device.tuning.TuningSetting;
import org.dsppo.policy.learned.network.PerceptronShape;
import org.dsppo.policy.training.descent.DenseTower;
import org.dsppo.policy.training.dl4j.GraphTower;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class D3qnTrainerTest {
    private static final TunedDevice DEVICE = TunedDevice.reference();

    @TempDir private Path folder;

    @Test
    void trainingIsRepeatableAndChangesTheWeights() {
        PerceptronShape shape = D3qn.shape(DEVICE);
        float[] initial = shape.initialWeights(new SplittableRandom(1), .1);
        float[] first = train(shape, initial);
        assertThat(first).isNotEqualTo(initial).containsExactly(train(shape, initial));
    }

    private static float[] train(PerceptronShape shape, float[] initial) {
        try (DenseTower network = GraphTower.dueling(shape, initial)) {
            return new D3qnTrainer(DEVICE, D3qnSettings.forSteps(1_100), network, 5)
                    .train(1_100, 77, line -> {});
        }
    }

    /** Equal shares reach 10.4 and 21.8 on these scenarios. */
    @Test
    void theShippedAgentLearnedToMoveShares() {
        assertThat(score(D3qn.shipped(), "asym-resnet")).isLessThan(5);
        assertThat(score(D3qn.shipped(), "asym-vgg")).isLessThan(8);
    }

    @Test
    void aFileBringsTheSameAgentBackOrSaysWhyNot() throws IOException {
        float[] weights = D3qn.shape(DEVICE).initialWeights(new SplittableRandom(2), 1);
        Path file = folder.resolve("some.agent");
        D3qn.write(file, weights);
        assertThat(score(D3qn.acting(read(file)), "medium"))
                .isEqualTo(score(D3qn.acting(weights), "medium"));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> read(file)).hasMessage("its checksum does not match");
        Files.writeString(file, "an agent of some other kind");
        assertThatThrownBy(() -> read(file)).hasMessage("it is no trained agent");
    }

    private static float[] read(Path file) throws IOException {
        try (InputStream source = Files.newInputStream(file)) {
            return AgentFile.decode(source, D3qn.shape(DEVICE));
        }
    }

    private static double score(ControllerFactory factory, String scenario) {
        TuningEpisode episode = new TuningEpisode(DEVICE, Scenario.named(scenario), 9, 0);
        DeviceModel model = new DeviceModel(DEVICE);
        return episode.run(factory.create(TuningSetting.of(episode, model))).score();
    }
}
