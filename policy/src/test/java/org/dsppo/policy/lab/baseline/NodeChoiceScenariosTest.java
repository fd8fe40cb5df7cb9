package org.dsppo.policy.lab.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dsppo.policy.TinyCatalogue;
import org.junit.jupiter.api.Test;

/** Rules that differ in the node they choose, on cases worked out by hand. */
class NodeChoiceScenariosTest {

    private static final Map<String, Double> ONE_CPU = Map.of("cpu", 1.0);

    /** Three nodes of 4, 2 and 4 cpu; class x takes 1 cpu for 1 s anywhere. */
    private static TinyCatalogue threeNodes() {
        return new TinyCatalogue()
                .cluster("cloud")
                .cluster("edge")
                .cluster("end")
                .node("c", "cloud", 4, 0)
                .node("e", "edge", 2, 0)
                .node("n", "end", 4, 0)
                .strategy("x", "s", null, ONE_CPU, 1000)
                .strategy("wide", "s", null, Map.of("cpu", 3.0), 1000);
    }

    private static PlacementScenario five(TinyCatalogue catalogue) {
        PlacementScenario scenario = new PlacementScenario(catalogue);
        for (int i = 0; i < 5; i++) {
            scenario.task("t" + i, i, "x");
        }
        return scenario;
    }

    @Test
    void roundRobinGoesInACircle() {
        assertThat(five(threeNodes()).run("round-robin"))
                .containsExactly(
                        "t0 c/s 0-1000",
                        "t1 e/s 1-1001",
                        "t2 n/s 2-1002",
                        "t3 c/s 3-1003",
                        "t4 e/s 4-1004");
    }

    @Test
    void roundRobinMovesPastTheNodeItUsedNotPastTheOneItSkipped() {
        assertThat(
                        new PlacementScenario(threeNodes())
                                .task("t0", 0, "x")
                                .task("t1", 1, "wide")
                                .task("t2", 2, "x")
                                .run("round-robin"))
                // e is too small for the wide task: it goes to n, and the next turn is c's.
                .containsExactly("t0 c/s 0-1000", "t1 n/s 1-1001", "t2 c/s 2-1002");
    }

    @Test
    void leastAllocatedLooksAtSharesAfterPlacement() {
        assertThat(five(threeNodes()).run("least-allocated"))
                // 1/4 on c and n, 1/2 on e; then 2/4 ties with e's first, which comes before n.
                .containsExactly(
                        "t0 c/s 0-1000",
                        "t1 n/s 1-1001",
                        "t2 c/s 2-1002",
                        "t3 e/s 3-1003",
                        "t4 n/s 4-1004");
    }

    @Test
    void mostAllocatedFillsWhatIsFullest() {
        assertThat(five(threeNodes()).run("most-allocated"))
                .containsExactly(
                        "t0 e/s 0-1000",
                        "t1 e/s 1-1001",
                        "t2 c/s 2-1002",
                        "t3 c/s 3-1003",
                        "t4 c/s 4-1004");
    }

    @Test
    void mostAllocatedUsesANodesFastestStrategyEvenIfAnotherNodeHasAFasterOne() {
        TinyCatalogue catalogue =
                threeNodes()
                        .strategy("y", "fast", "cloud", ONE_CPU, 100)
                        .strategy("y", "slow", null, ONE_CPU, 500);
        assertThat(new PlacementScenario(catalogue).task("t", 0, "y").run("most-allocated"))
                .containsExactly("t e/slow 0-500");
        assertThat(new PlacementScenario(catalogue).task("t", 0, "y").run("least-allocated"))
                .containsExactly("t c/fast 0-100");
    }

    @Test
    void bestFitTakesTheFastestStrategyAndTheNodeItFillsMost() {
        TinyCatalogue catalogue =
                threeNodes()
                        .strategy("y", "slow", "edge", ONE_CPU, 500)
                        .strategy("y", "fast", "end", ONE_CPU, 100);
        assertThat(new PlacementScenario(catalogue).task("t", 0, "x").run("best-fit"))
                .containsExactly("t e/s 0-1000");
        assertThat(new PlacementScenario(catalogue).task("t", 0, "y").run("best-fit"))
                .containsExactly("t n/fast 0-100");
    }

    @Test
    void fgdLeavesDevicesWhereTypicalTasksCanUseThem() {
        TinyCatalogue catalogue =
                new TinyCatalogue()
                        .cluster("cloud")
                        .node("roomy", "cloud", 8, 2)
                        .node("odd", "cloud", 8, 3)
                        .strategy("pair", "s", null, Map.of("gpu", 2.0), 1000)
                        .strategy("single", "s", null, Map.of("gpu", 1.0), 1000);
        // Half of the tasks want two devices. On odd, the single leaves two that both can use; on
        // roomy it would leave one that only singles can.
        PlacementScenario scenario =
                new PlacementScenario(catalogue).task("p", 0, "pair").task("s", 2000, "single");
        assertThat(scenario.run("fgd").get(1)).isEqualTo("s odd/s 2000-3000");
        assertThat(scenario.run("greedy").get(1)).isEqualTo("s roomy/s 2000-3000");
    }

    @Test
    void fgdTakesTheFirstOfNodesThatRoundOffAloneTellsApart() {
        for (int devices = 2; devices <= 20; devices++) {
            TinyCatalogue catalogue =
                    new TinyCatalogue()
                            .cluster("cloud")
                            .cluster("edge")
                            .node("a", "cloud", 8, 3)
                            .node("b", "cloud", 8, devices)
                            .node("c", "edge", 8, 1)
                            .strategy("elsewhere", "s", "edge", Map.of("gpu", 1.0), 1000)
                            .strategy("share", "s", "cloud", Map.of("gpu", 0.3), 1000);
            // What one share takes from a task that runs elsewhere is the same on both nodes.
            assertThat(
                            new PlacementScenario(catalogue)
                                    .task("e0", 0, "elsewhere")
                                    .task("e1", 0, "elsewhere")
                                    .task("s", 10, "share")
                                    .run("fgd")
                                    .get(1))
                    .as("%d devices", devices)
                    .isEqualTo("s a/s 10-1010");
        }
    }

    @Test
    void orderSaysWhichNodesAreTriedFirst() {
        assertThat(five(threeNodes()).run("first-fit").get(0)).startsWith("t0 c/");
        assertThat(five(threeNodes()).run("first-fit:order=revcl").get(0)).startsWith("t0 n/");
        List<String> edgeFirst = five(threeNodes()).run("first-fit:order=edge");
        assertThat(edgeFirst)
                .containsExactly(
                        "t0 e/s 0-1000",
                        "t1 e/s 1-1001",
                        "t2 n/s 2-1002",
                        "t3 n/s 3-1003",
                        "t4 n/s 4-1004");
        assertThat(five(threeNodes()).run("greedy:order=revcl").get(0)).startsWith("t0 n/");
    }

    @Test
    void randomDependsOnItsSeedAlone() {
        List<String> first = five(threeNodes()).run("random:seed=1");
        assertThat(five(threeNodes()).run("random:seed=1")).isEqualTo(first);
        assertThat(five(threeNodes()).run("random")).isEqualTo(first);
        assertThat(
                        IntStream.range(2, 12)
                                .mapToObj(seed -> five(threeNodes()).run("random:seed=" + seed)))
                .anyMatch(other -> !other.equals(first));
    }
}
