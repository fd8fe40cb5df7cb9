package org.dsppo.policy.lab.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.Elastic;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {

    private static final BoundOptions SMALL = gridOf(400);

    private static BoundOptions gridOf(int cells) {
        BoundOptions usual = BoundOptions.defaults();
        return new BoundOptions(
                cells, usual.configurationLimit(), usual.timeLimitMillis(), usual.nanoClock());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void risesFromTheShortestRunTimesToAtMostTheOptimum(long seed) {
        Workload workload = SmallWorkloads.random(seed, 8, 2 + (int) (seed % 3));

        BoundReport bounds = Bounds.of(workload, SMALL, BoundProgress.NONE);
        ExactSchedule exact =
                new ExactSolver(120, 1, System::nanoTime)
                        .solve(workload, ExactObjective.COMPLETION);

        assertThat(exact.proven()).isTrue();
        assertThat(bounds.pooled().averageCompletionMillis())
                .isGreaterThanOrEqualTo(bounds.shortestRuntime().averageCompletionMillis());
        assertThat(bounds.withConfigurations().averageCompletionMillis())
                .isGreaterThanOrEqualTo(bounds.pooled().averageCompletionMillis());
        assertThat(bounds.withConfigurations().averageCompletionMillis())
                .isLessThanOrEqualTo(exact.averageCompletionMillis() + 0.01);
    }

    @Test
    void holdsOnAnyGrid() {
        Workload workload = queue(6, 1.5, 4.0);
        double exact =
                new ExactSolver(120, 1, System::nanoTime)
                        .solve(workload, ExactObjective.COMPLETION)
                        .averageCompletionMillis();

        for (int cells : new int[] {1, 13, 40, 100, 333, 1000}) {
            BoundReport bounds = Bounds.of(workload, gridOf(cells), BoundProgress.NONE);
            assertThat(bounds.withConfigurations().averageCompletionMillis())
                    .isLessThanOrEqualTo(exact + 1e-6);
        }
    }

    @Test
    void aFullNodeMakesTasksTakeTurns() {
        // One at a time: 10 s, 20 s, ... 60 s, on average 35 s. Fractions of tasks may overlap in
        // a relaxation, which still has to do 60 s of work: n tasks spread evenly end at 32.5 s.
        BoundReport bounds = Bounds.of(queue(6, 4.0, 4.0), SMALL, BoundProgress.NONE);

        assertThat(bounds.shortestRuntime().averageCompletionMillis()).isEqualTo(10_000);
        assertThat(bounds.pooled().proven()).isTrue();
        assertThat(bounds.pooled().averageCompletionMillis()).isBetween(32_000.0, 35_000.0);
    }

    @Test
    void configurationsSeeThatHalvesOfTwoNodesMakeNoWhole() {
        // Of two kinds of task a node holds one wide one or two halves, never one of each.
        List<TaskMessage> tasks = new ArrayList<>();
        for (int t = 0; t < 40; t++) {
            String taskClass = t % 2 == 0 ? "wide" : "half";
            tasks.add(TaskMessage.of(SmallWorkloads.task("t" + t, 0, taskClass, 1)));
        }
        Workload workload =
                SmallWorkloads.workload(
                        "packing",
                        List.of(
                                SmallWorkloads.node("a", "big", Map.of("cpu", 4.0)),
                                SmallWorkloads.node("b", "big", Map.of("cpu", 4.0))),
                        Map.of(
                                "wide",
                                List.of(SmallWorkloads.strategy("w", "big", 2.5, 0, 10_000)),
                                "half",
                                List.of(SmallWorkloads.strategy("h", "big", 2, 0, 10_000))),
                        tasks);

        BoundReport bounds = Bounds.of(workload, SMALL, BoundProgress.NONE);

        // Pooled, three halves run beside two wide ones; in truth a node holds two halves or one
        // wide one. Halves first, then wide ones: (30 s + 105 s) / 2.
        assertThat(bounds.withConfigurations().averageCompletionMillis())
                .isGreaterThan(1.02 * bounds.pooled().averageCompletionMillis())
                .isLessThanOrEqualTo(67_500);
    }

    @Test
    void anElasticStrategyCountsWithItsLargestShare() {
        ExecutionStrategy elastic =
                new ExecutionStrategy(
                        "e",
                        Map.of("tier", "big"),
                        Map.of("cpu", 1.0),
                        10_000,
                        new Elastic("cpu", 0.5, 2.0, 0, 9));
        Workload workload =
                SmallWorkloads.workload(
                        "elastic",
                        List.of(SmallWorkloads.node("a", "big", Map.of("cpu", 2.0))),
                        Map.of("c", List.of(elastic)),
                        List.of(TaskMessage.of(SmallWorkloads.task("a", 0, "c", 1))));

        // 10 s x ln(1 + 9) / ln(1 + 18)
        double expected = 10_000 * Math.log(10) / Math.log(19);
        assertThat(Bounds.shortestRuntime(workload).averageCompletionMillis())
                .isCloseTo(expected, within(1e-6));
        BoundReport bounds = Bounds.of(workload, SMALL, BoundProgress.NONE);
        assertThat(bounds.withConfigurations().averageCompletionMillis())
                .isCloseTo(expected, within(1e-6));
    }

    @Test
    void withdrawnTasksAreNotCounted() {
        Workload two = queue(2, 4.0, 4.0);
        List<TaskMessage> tasks = new ArrayList<>(two.tasks());
        tasks.add(TaskMessage.of(new TaskCancelled("t1", 5, null)));
        Workload workload = Workload.of("withdrawn", two.catalogue(), tasks);

        BoundReport bounds = Bounds.of(workload, SMALL, BoundProgress.NONE);

        assertThat(bounds.tasks()).isEqualTo(1);
        assertThat(bounds.withConfigurations().averageCompletionMillis())
                .isCloseTo(10_000, within(1e-6));
    }

    @Test
    void withoutTimeItFallsBackAndSaysSo() {
        BoundReport bounds =
                Bounds.of(queue(6, 4.0, 4.0), SMALL.withTimeLimit(0), BoundProgress.NONE);

        assertThat(bounds.pooled().proven()).isFalse();
        assertThat(bounds.pooled().averageCompletionMillis()).isEqualTo(10_000);
        assertThat(bounds.pooled().note())
                .isEqualTo("not solved within 0 ms; the number is that of: shortest run times");
    }

    @Test
    void tellsHowFarItIs() {
        List<String> steps = new ArrayList<>();

        Bounds.of(queue(2, 4.0, 4.0), SMALL, (step, done, all) -> steps.add(done + "/" + all));

        assertThat(steps).containsExactly("0/4", "1/4", "2/4", "3/4", "4/4");
    }

    @Test
    void refusesAWorkloadInWhichNothingCanRun() {
        assertThatThrownBy(() -> Bounds.of(queue(3, 5.0, 4.0), SMALL, BoundProgress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("workload queue has no task that can run, expected at least one");
    }

    /** Tasks of 10 s that arrive together at one node. */
    private static Workload queue(int count, double cpu, double capacity) {
        List<TaskMessage> tasks = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            tasks.add(TaskMessage.of(SmallWorkloads.task("t" + t, 0, "c", 1)));
        }
        return SmallWorkloads.workload(
                "queue",
                List.of(SmallWorkloads.node("n", "big", Map.of("cpu", capacity))),
                Map.of("c", List.of(SmallWorkloads.strategy("s", "big", cpu, 0, 10_000))),
                tasks);
    }
}
