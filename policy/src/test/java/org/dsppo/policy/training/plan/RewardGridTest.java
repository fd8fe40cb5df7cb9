package org.dsppo.policy.training.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dsppo.policy.training.network.PlainProducts;
import org.dsppo.policy.training.ppo.ObjectiveWeights;
import org.junit.jupiter.api.Test;

class RewardGridTest {

    @Test
    void tenthsGiveTheSixtySixWeightingsOfThePaper() {
        List<ObjectiveWeights> all = new RewardGrid(10, 1, false, 1).weightings();
        assertThat(all).hasSize(66).doesNotHaveDuplicates();
        assertThat(all.get(0)).isEqualTo(ObjectiveWeights.COMPLETION);
        for (ObjectiveWeights each : all) {
            assertThat(each.completion() + each.waiting() + each.utilisation())
                    .isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void rewardsForCompletionAreWhatIsSavedOfGreedysCompletion() {
        RewardGrid grid = new RewardGrid(1, 1, false, 1);
        List<RewardGrid.Curve> curves = grid.run(PlainProducts::new, 2, (done, all) -> {});
        assertThat(curves).hasSize(6);
        for (int queue : new int[] {0, 3}) {
            RewardGrid.Curve completion = curves.get(queue);
            assertThat(completion.alpha()).isEqualTo(1);
            assertThat(completion.queue()).isEqualTo(queue == 0 ? "stable" : "high-concurrency");
            // The mean of ratios is a little above their geometric mean.
            assertThat(completion.rewards().get(0))
                    .isCloseTo(
                            1 - completion.completions().get(0),
                            within(0.05 * completion.completions().get(0)))
                    .isLessThanOrEqualTo(1 - completion.completions().get(0) + 1e-9);
            // All explore the same arrivals in the same way before they have learned anything.
            assertThat(curves.get(queue + 1).completions()).isEqualTo(completion.completions());
        }
    }

    @Test
    void refusesAGridWithoutSteps() {
        assertThatThrownBy(() -> new RewardGrid(0, 1, false, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("steps of the grid is 0, expected at least 1");
    }
}
