package org.dsppo.policy.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.dsppo.policy.deepsets.PlainProducts;
import org.junit.jupiter.api.Test;

final class PpoLearnerTest {

    private static final PpoSettings SETTINGS =
            PpoSettings.OURS.withIterationOf(300, 100).withLearningRate(0.01, 30);

    private static PpoLearner learner(PpoState state, int threads) {
        return new PpoLearner(
                Toy.GREEDY,
                state,
                SETTINGS,
                Toy.lessons(),
                new ObjectiveReward(ObjectiveWeights.COMPLETION),
                new PlainProducts(),
                threads);
    }

    private static PpoState begin() {
        return PpoLearner.begin(Toy.GREEDY, SETTINGS, Toy.lessons(), 100);
    }

    @Test
    void learnsToWaitForTheFastNode() {
        PpoLearner learner = learner(begin(), 1);
        assertThat(Toy.completionSeconds(Toy.GREEDY, 7)).isGreaterThan(24);
        for (int i = 0; i < 30; i++) {
            PpoProgress progress = learner.step();
            assertThat(progress.iteration()).isEqualTo(i + 1);
        }
        assertThat(Toy.completionSeconds(learner.policy(), 7)).isCloseTo(14.25, within(0.2));
    }

    @Test
    void goesOnFromAStateAsIfItHadNeverStopped() {
        PpoLearner through = learner(begin(), 1);
        through.step();
        PpoState half = PpoState.read(through.state().toBytes());
        PpoProgress second = through.step();

        PpoLearner resumed = learner(half, 2);
        assertThat(resumed.step()).isEqualTo(second);
        assertThat(resumed.state().toBytes()).isEqualTo(through.state().toBytes());
        assertThat(resumed.policy().weights()).isEqualTo(through.policy().weights());
    }

    @Test
    void refusesBytesThatAreNoState() {
        assertThatThrownBy(() -> PpoState.read(new byte[100]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("100 bytes are no state of PPO");
        byte[] cut = java.util.Arrays.copyOf(begin().toBytes(), 1000);
        assertThatThrownBy(() -> PpoState.read(cut))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 1000 bytes, expected");
    }
}
