package org.dsppo.policy.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.dsppo.policy.lab.baseline.Baselines;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticSiteTest {

    private static Stream<Workload> sites(long seed) {
        return Stream.of(
                SyntheticSite.racks(60, 0.5, 1.5, seed),
                SyntheticSite.pods(60, 0.5, 1.5, seed),
                SyntheticSite.tiers(60, 0.5, 1.5, seed));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, -1, 1L << 40})
    void everyTaskCanRunSomewhere(long seed) {
        sites(seed)
                .forEach(
                        site -> {
                            SimulationResult result =
                                    Simulator.run(site, Baselines.named("greedy"));
                            assertThat(result.decisions())
                                    .hasSize(60)
                                    .allMatch(each -> each.outcome() == AttemptOutcome.FINISHED);
                        });
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 11})
    void theSameSeedGivesTheSameSiteAndAnotherAnother(long seed) {
        List<Workload> once = sites(seed).toList();
        assertThat(sites(seed).toList()).isEqualTo(once);
        assertThat(sites(seed + 1).toList()).doesNotContainAnyElementsOf(once);
    }
}
