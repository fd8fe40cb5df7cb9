package org.dsppo.policy.training.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.RuntimeModel;
import org.dsppo.policy.lab.simulation.SyntheticSite;
import org.dsppo.policy.lab.simulation.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BestHeuristicTest {

    /** What all of them take from the first task to the last is measured here. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theWinnerIsNearlyAsGoodAsTheBestOfAll(long seed) {
        Workload workload = SyntheticSite.tiers(300, 0.7, 1.2, seed);
        double best =
                Baselines.allHeuristics().stream()
                        .filter(name -> !name.startsWith("gavel-max-min"))
                        .mapToDouble(name -> MeanCompletion.of(workload, Baselines.named(name)))
                        .min()
                        .orElseThrow();
        double won = BestHeuristic.bestMillis(workload, RuntimeModel.AS_ESTIMATED, List.of());
        assertThat(won).isGreaterThanOrEqualTo(best).isCloseTo(best, within(0.03 * best));
    }

    @Test
    void aFewContendersAllRunToTheEnd() {
        Workload workload = SyntheticSite.tiers(200, 0.7, 1.2, 5);
        double greedy = MeanCompletion.of(workload, Baselines.named("greedy"));
        double first = MeanCompletion.of(workload, Baselines.named("first-fit"));
        assertThat(
                        BestHeuristic.bestMillis(
                                workload,
                                RuntimeModel.AS_ESTIMATED,
                                List.of("greedy", "first-fit")))
                .isEqualTo(Math.min(greedy, first));
    }
}
