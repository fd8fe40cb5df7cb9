package org.dsppo.policy.lab.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dsppo.policy.TinyCatalogue;
import org.junit.jupiter.api.Test;

/**
 * The heuristics on a case worked out by hand. Node {@code cloud} (1 cpu) comes first in order,
 * {@code edge} (1 cpu, 1 gpu) second. Class {@code ai}: 40 s on any cpu, 10 s on the gpu of edge.
 * Class {@code big} needs both of edge, 20 s.
 */
class HeuristicScenariosTest {

    private static List<String> run(String policy, String... classes) {
        PlacementScenario scenario =
                new PlacementScenario(
                        new TinyCatalogue()
                                .cluster("cloud")
                                .cluster("edge")
                                .node("cloud", "cloud", 1, 0)
                                .node("edge", "edge", 1, 1)
                                .strategy("ai", "cpu", null, Map.of("cpu", 1.0), 40_000)
                                .strategy("ai", "gpu", "edge", Map.of("gpu", 1.0), 10_000)
                                .strategy(
                                        "big",
                                        "both",
                                        "edge",
                                        Map.of("cpu", 1.0, "gpu", 1.0),
                                        20_000));
        for (int i = 0; i < classes.length; i++) {
            scenario.task("t" + i, i, classes[i]);
        }
        return scenario.run(policy);
    }

    @Test
    void firstFitTakesTheFirstNodeWithItsFastestStrategyThere() {
        assertThat(run("first-fit", "ai", "ai", "ai", "ai"))
                .containsExactly(
                        "t0 cloud/cpu 0-40000",
                        "t1 edge/gpu 1-10001",
                        "t2 edge/cpu 2-40002",
                        "t3 edge/gpu 10001-20001");
    }

    @Test
    void firstFitLetsLaterTasksPassOneThatFitsNowhere() {
        assertThat(run("first-fit", "ai", "ai", "big", "ai"))
                .containsExactly(
                        "t0 cloud/cpu 0-40000",
                        "t1 edge/gpu 1-10001",
                        "t3 edge/cpu 3-40003",
                        "t2 edge/both 40003-60003");
    }

    @Test
    void blockingFirstFitDoesNot() {
        assertThat(run("first-fit-blocking", "ai", "ai", "big", "ai"))
                .containsExactly(
                        "t0 cloud/cpu 0-40000",
                        "t1 edge/gpu 1-10001",
                        "t2 edge/both 10001-30001",
                        "t3 edge/gpu 30001-40001");
    }

    @Test
    void greedyTakesTheFastestStrategyThatFitsAnywhereNow() {
        assertThat(run("greedy", "ai", "ai", "ai", "ai"))
                .containsExactly(
                        "t0 edge/gpu 0-10000",
                        "t1 cloud/cpu 1-40001",
                        "t2 edge/cpu 2-40002",
                        "t3 edge/gpu 10000-20000");
    }

    @Test
    void greedyFastestOnlyWaitsForTheFastestWhileOthersGoOn() {
        assertThat(run("greedy-fastest-only", "big", "ai", "ai"))
                .containsExactly(
                        "t0 edge/both 0-20000",
                        "t1 edge/gpu 20000-30000",
                        "t2 edge/gpu 30000-40000");
    }

    @Test
    void capRefusesStrategiesSlowerThanThatManyTimesTheShortest() {
        List<String> waitsForTheGpu = List.of("t0 edge/gpu 0-10000", "t1 edge/gpu 10000-20000");
        assertThat(run("greedy:k=3.9", "ai", "ai")).isEqualTo(waitsForTheGpu);
        assertThat(run("greedy:k=1", "ai", "ai")).isEqualTo(waitsForTheGpu);
        assertThat(run("first-fit:k=2", "ai", "ai")).isEqualTo(waitsForTheGpu);
        assertThat(run("greedy:k=4", "ai", "ai"))
                .containsExactly("t0 edge/gpu 0-10000", "t1 cloud/cpu 1-40001");
    }
}
