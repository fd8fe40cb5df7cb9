package org.dsppo.policy.lab.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.lab.simulation.RuntimeModel;
import org.junit.jupiter.api.Test;

class MinimumCompletionTimeTest {

    private static final String MCT = "minimum-completion-time";

    /** fast runs one x at a time in 10 s, slow two at a time in 35 s. */
    private static TinyCatalogue fastAndSlow() {
        return new TinyCatalogue()
                .cluster("edge")
                .cluster("cloud")
                .node("fast", "edge", 1, 0)
                .node("slow", "cloud", 2, 0)
                .strategy("x", "quick", "edge", Map.of("cpu", 1.0), 10_000)
                .strategy("x", "crawl", "cloud", Map.of("cpu", 1.0), 35_000)
                .strategy("gap", "s", "edge", Map.of("cpu", 0.5), 4_000)
                .strategy("half", "s", "edge", Map.of("cpu", 0.5), 20_000);
    }

    private static PlacementScenario xs(int count) {
        PlacementScenario scenario = new PlacementScenario(fastAndSlow());
        for (int i = 0; i < count; i++) {
            scenario.task("t" + i, 0, "x");
        }
        return scenario;
    }

    @Test
    void waitsForTheFastNodeAsLongAsThatEndsSooner() {
        // The fourth would end at 40 s on fast and ends at 35 s on slow.
        assertThat(xs(5).run(MCT))
                .containsExactlyInAnyOrder(
                        "t0 fast/quick 0-10000",
                        "t1 fast/quick 10000-20000",
                        "t2 fast/quick 20000-30000",
                        "t3 slow/crawl 0-35000",
                        "t4 slow/crawl 0-35000");
    }

    @Test
    void usesGapsBeforeCommitmentsWithoutMovingThem() {
        // half holds 0.5 of fast until 20 s, so x is committed to 20-30 s. gap fits before.
        assertThat(
                        new PlacementScenario(fastAndSlow())
                                .task("h", 0, "half")
                                .task("x", 1, "x")
                                .task("g", 2, "gap")
                                .run(MCT))
                .containsExactly("h fast/s 0-20000", "g fast/s 2-4002", "x fast/quick 20000-30000");
    }

    @Test
    void aCapKeepsItToTheFastOnes() {
        assertThat(xs(4).run(MCT + ":k=2").get(3)).isEqualTo("t3 fast/quick 30000-40000");
    }

    @Test
    void startsAsSoonAsThereIsRoomWhenTheTaskBeforeIsLate() {
        RuntimeModel firstIsLate =
                (task, estimate) -> task.taskId().equals("t0") ? 15_500 : estimate;
        assertThat(xs(3).runtimes(firstIsLate).run(MCT))
                .containsExactly(
                        "t0 fast/quick 0-15500",
                        "t1 fast/quick 15500-25500",
                        "t2 fast/quick 25500-35500");
    }

    @Test
    void movesUpWhenTheTaskBeforeIsEarly() {
        RuntimeModel firstIsEarly =
                (task, estimate) -> task.taskId().equals("t0") ? 3_000 : estimate;
        assertThat(xs(3).runtimes(firstIsEarly).run(MCT))
                .containsExactly(
                        "t0 fast/quick 0-3000",
                        "t1 fast/quick 3000-13000",
                        "t2 fast/quick 13000-23000");
    }

    @Test
    void commitsElsewhereWhenTheNodeIsLost() {
        assertThat(xs(2).outage("edge/fast", 4_000, 1_000_000).run(MCT))
                .containsExactly(
                        "t0 fast/quick 0-4000",
                        "t1 slow/crawl 4000-39000",
                        "t0 slow/crawl 4000-39000");
    }

    @Test
    void waitsWithoutACommitmentWhileNoNodeCanRunIt() {
        assertThat(
                        new PlacementScenario(fastAndSlow())
                                .outage("edge/fast", 1_000, 50_000)
                                .task("g", 2_000, "gap")
                                .run(MCT))
                .containsExactly("g fast/s 50000-54000");
    }
}
