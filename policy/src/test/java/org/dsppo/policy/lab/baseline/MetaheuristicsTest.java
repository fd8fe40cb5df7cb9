package org.dsppo.policy.lab.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.dsppo.policy.TinyCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetaheuristicsTest {

    /** Least at 0.3 in every coordinate. */
    private static final ToDoubleFunction<double[]> BOWL =
            position -> {
                double sum = 0;
                for (double x : position) {
                    sum += (x - 0.3) * (x - 0.3);
                }
                return sum;
            };

    @Test
    void inertiaFallsAlongASigmoid() {
        assertThat(SigmoidParticleSwarm.inertia(0.5)).isCloseTo(0.65, within(1e-12));
        assertThat(SigmoidParticleSwarm.inertia(0)).isCloseTo(0.9, within(0.005));
        assertThat(SigmoidParticleSwarm.inertia(1)).isCloseTo(0.4, within(0.005));
        assertThat(SigmoidParticleSwarm.inertia(0.4))
                .isGreaterThan(SigmoidParticleSwarm.inertia(0.6));
    }

    @Test
    void swarmAndWolvesFindTheBottomOfABowl() {
        double[] swarm = new SigmoidParticleSwarm(new SplittableRandom(1)).minimise(4, BOWL);
        assertThat(BOWL.applyAsDouble(swarm)).isLessThan(0.01);
        double[] wolves =
                new GreyWolves(new SplittableRandom(1)).minimise(new double[] {1, 1, 1, 1}, BOWL);
        assertThat(BOWL.applyAsDouble(wolves)).isLessThan(0.01);
    }

    @Test
    void theSameSeedFindsTheSame() {
        assertThat(new SigmoidParticleSwarm(new SplittableRandom(7)).minimise(6, BOWL))
                .isEqualTo(new SigmoidParticleSwarm(new SplittableRandom(7)).minimise(6, BOWL));
        assertThat(new GreyWolves(new SplittableRandom(7)).minimise(new double[6], BOWL))
                .isEqualTo(new GreyWolves(new SplittableRandom(7)).minimise(new double[6], BOWL));
    }

    @Test
    void theClockTicksAtWholeSecondsAndSleepsWhenNothingWaits() {
        DecisionClock clock = new DecisionClock();
        assertThat(clock.dueMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(clock.due(1_300)).isFalse();
        assertThat(clock.dueMillis()).isEqualTo(2_000);
        assertThat(clock.due(2_000)).isTrue();
        clock.decided(2_000, true);
        assertThat(clock.due(2_999)).isFalse();
        assertThat(clock.due(3_004)).isTrue();
        clock.decided(3_004, false);
        assertThat(clock.dueMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(clock.due(9_000)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sigmoid-pso", "s-p-gwo"})
    void decideOnceASecondAndFindTheObviousAssignment(String policy) {
        // fast has room for one of the two; running both is best, whoever gets it.
        TinyCatalogue catalogue =
                new TinyCatalogue()
                        .cluster("edge")
                        .cluster("cloud")
                        .node("fast", "edge", 1, 0)
                        .node("slow", "cloud", 1, 0)
                        .strategy("x", "quick", "edge", Map.of("cpu", 1.0), 10_000)
                        .strategy("x", "crawl", "cloud", Map.of("cpu", 1.0), 30_000);
        assertThat(
                        new PlacementScenario(catalogue)
                                .task("a", 200, "x")
                                .task("b", 700, "x")
                                .run(policy))
                .hasSize(2)
                .anyMatch(line -> line.endsWith(" fast/quick 1000-11000"));
    }
}
