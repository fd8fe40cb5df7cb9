package org.dsppo.policy.lab.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.dsppo.policy.TinyCatalogue;
import org.junit.jupiter.api.Test;

/** Rules that differ in the task they place next, on cases worked out by hand. */
class TaskChoiceScenariosTest {

    /** One node of 4 cpu; every class runs for its name's seconds. */
    private static TinyCatalogue oneNode() {
        return new TinyCatalogue()
                .cluster("cloud")
                .node("c", "cloud", 4, 0)
                .strategy("whole", "s", null, Map.of("cpu", 4.0), 10_000)
                .strategy("long", "s", null, Map.of("cpu", 4.0), 9_000)
                .strategy("short", "s", null, Map.of("cpu", 4.0), 2_000)
                .strategy("thin", "s", null, Map.of("cpu", 0.8), 9_500);
    }

    private static PlacementScenario busyUntilTen() {
        return new PlacementScenario(oneNode()).task("first", 0, "whole");
    }

    @Test
    void shortestJobFirstOvertakes() {
        assertThat(
                        busyUntilTen()
                                .task("l", 1, "long")
                                .task("s", 2, "short")
                                .run("shortest-job-first"))
                .containsExactly("first c/s 0-10000", "s c/s 10000-12000", "l c/s 12000-21000");
    }

    @Test
    void shortestJobFirstKnowsScalesWithinAClass() {
        assertThat(
                        busyUntilTen()
                                .task("a", 1, "long", 0, 1.0)
                                .task("b", 2, "long", 0, 0.5)
                                .task("s", 3, "short", 0, 3.0)
                                .run("shortest-job-first"))
                .containsExactly(
                        "first c/s 0-10000",
                        "b c/s 10000-14500",
                        "s c/s 14500-20500",
                        "a c/s 20500-29500");
    }

    @Test
    void higherPrioritiesGoFirst() {
        for (String policy : new String[] {"shortest-job-first", "area", "tetris-srtf:eps=8"}) {
            assertThat(busyUntilTen().task("s", 1, "short").task("l", 2, "long", 5, 1).run(policy))
                    .containsExactly("first c/s 0-10000", "l c/s 10000-19000", "s c/s 19000-21000");
        }
    }

    @Test
    void areaWeighsRunTimeWithShare() {
        // thin: 9.5 s x 0.2 = 1.9; short: 2 s x 1. The thin one goes first, so short waits for it.
        PlacementScenario scenario = busyUntilTen().task("s", 1, "short").task("t", 2, "thin");
        assertThat(scenario.run("area"))
                .containsExactly("first c/s 0-10000", "t c/s 10000-19500", "s c/s 19500-21500");
        assertThat(scenario.run("shortest-job-first"))
                .containsExactly("first c/s 0-10000", "s c/s 10000-12000", "t c/s 12000-21500");
    }

    @Test
    void tetrisTakesTheBestAlignedPair() {
        // Free: all of c (4 cpu, 4 gpu). even: 1/4 + 1/4 = 0.5; cpu: 3/4. After cpu took 3 cpu:
        // even 1/4 x 1/4 + 1/4 = 0.3125.
        TinyCatalogue catalogue =
                new TinyCatalogue()
                        .cluster("cloud")
                        .node("c", "cloud", 4, 4)
                        .strategy("all", "s", null, Map.of("cpu", 4.0, "gpu", 4.0), 1_000)
                        .strategy("even", "s", null, Map.of("cpu", 1.0, "gpu", 1.0), 1_000)
                        .strategy("cpu", "s", null, Map.of("cpu", 3.0), 90_000);
        PlacementScenario scenario =
                new PlacementScenario(catalogue)
                        .task("first", 0, "all")
                        .task("e", 1, "even")
                        .task("c", 2, "cpu");
        assertThat(scenario.run("tetris"))
                .containsExactly("first c/s 0-1000", "c c/s 1000-91000", "e c/s 1000-2000");
        // 0.75 - 0.9 = -0.15 against 0.5 - 0.01 = 0.49.
        assertThat(scenario.run("tetris-srtf"))
                .containsExactly("first c/s 0-1000", "e c/s 1000-2000", "c c/s 1000-91000");
        // 0.75 - 0.2 x 0.9 = 0.57 against 0.5 - 0.002.
        assertThat(scenario.run("tetris-srtf:eps=0.2"))
                .containsExactly("first c/s 0-1000", "c c/s 1000-91000", "e c/s 1000-2000");
    }

    @Test
    void backfillingDoesNotDelayTheHead() {
        TinyCatalogue catalogue =
                new TinyCatalogue()
                        .cluster("cloud")
                        .node("c", "cloud", 4, 0)
                        .strategy("three", "s", null, Map.of("cpu", 3.0), 10_000)
                        .strategy("four", "s", null, Map.of("cpu", 4.0), 1_000)
                        .strategy("brief", "s", null, Map.of("cpu", 1.0), 5_000)
                        .strategy("lasting", "s", null, Map.of("cpu", 1.0), 20_000);
        PlacementScenario scenario =
                new PlacementScenario(catalogue)
                        .task("t", 0, "three")
                        .task("head", 1, "four")
                        .task("l", 2, "lasting")
                        .task("b", 3, "brief");
        assertThat(scenario.run("easy-backfilling"))
                .containsExactly(
                        "t c/s 0-10000",
                        "b c/s 3-5003",
                        "head c/s 10000-11000",
                        "l c/s 11000-31000");
        assertThat(scenario.run("greedy"))
                .containsExactly(
                        "t c/s 0-10000",
                        "l c/s 2-20002",
                        "b c/s 10000-15000",
                        "head c/s 20002-21002");
    }

    @Test
    void backfillingMayLastWhenTheHeadLeavesRoom() {
        TinyCatalogue catalogue =
                new TinyCatalogue()
                        .cluster("cloud")
                        .node("c", "cloud", 4, 0)
                        .strategy("three", "s", null, Map.of("cpu", 3.0), 10_000)
                        .strategy("one", "s", null, Map.of("cpu", 1.0), 50_000);
        // The head takes 3 of 4 at 10 s: one lasting task fits beside it, a second does not.
        assertThat(
                        new PlacementScenario(catalogue)
                                .task("t", 0, "three")
                                .task("head", 1, "three")
                                .task("a", 2, "one")
                                .run("easy-backfilling"))
                .containsExactly("t c/s 0-10000", "a c/s 2-50002", "head c/s 10000-20000");
    }
}
