package org.dsppo.policy.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentRunnerTest {

    private static final List<String> POLICIES = List.of("greedy", "first-fit");
    private static final List<Long> SEEDS = List.of(0L, 1L, 2L);
    private static final Experiment SMALL =
            new Experiment("small", "two loads", List.of(instance(100), instance(1500)), true);

    @TempDir Path folder;

    @Test
    void goesOnWhereItWasStoppedAndEndsWithTheSameFigures() throws IOException {
        Path whole = folder.resolve("whole.csv");
        Path stopped = folder.resolve("stopped.csv");
        AtomicInteger runs = new AtomicInteger();
        List<ExperimentRow> expected = run(whole, counting(runs));
        assertThat(runs).hasValue(12);

        List<String> lines = Files.readAllLines(whole);
        String cut = lines.get(6).substring(0, lines.get(6).length() / 2);
        Files.writeString(stopped, String.join("\n", lines.subList(0, 6)) + "\n" + cut);
        runs.set(0);
        List<ExperimentRow> resumed = run(stopped, counting(runs));

        assertThat(runs).as("five rows were there, the cut one was not").hasValue(7);
        assertThat(resumed.stream().map(ExperimentRunnerTest::figures))
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(ExperimentRunnerTest::figures).toList());
    }

    @Test
    void averagesOverSeedsAndJudgesByTheBestHeuristic() throws IOException {
        List<ExperimentRow> rows = run(folder.resolve("results.csv"), Baselines::named);
        ExperimentResults results = ExperimentResults.of(SMALL, POLICIES, POLICIES, SEEDS, rows);

        ExperimentResults.Instance crowded = results.instances().get(1);
        assertThat(crowded.bestHeuristic()).isEqualTo("greedy");
        ExperimentResults.Policy greedy = crowded.policies().get(0);
        ExperimentResults.Policy firstFit = crowded.policies().get(1);
        assertThat(greedy.policy()).isEqualTo("greedy");
        assertThat(greedy.regret()).isEqualTo(1);
        assertThat(greedy.differenceToBest().mean()).isZero();
        assertThat(greedy.finished()).isEqualTo(4500);
        assertThat(greedy.violations()).isZero();
        double ratio = firstFit.completionMillis().mean() / greedy.completionMillis().mean();
        // The reference has 57.67 against 50.64 over 20 seeds.
        assertThat(ratio).isBetween(1.08, 1.20).isCloseTo(firstFit.regret(), within(1e-12));
        assertThat(firstFit.differenceToBest().halfWidth()).isPositive().isLessThan(0.1);
    }

    @Test
    void namesTheRunThatBrokeDown() {
        assertThatThrownBy(
                        () ->
                                run(
                                        folder.resolve("broken.csv"),
                                        name -> ExperimentRunnerTest::breaksDown))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("policy broken cannot go on");
    }

    private static PlacementPolicy breaksDown() {
        return new PlacementPolicy() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public void decide(PlacementRound round) {
                throw new IllegalStateException("policy broken cannot go on");
            }
        };
    }

    private static List<ExperimentRow> run(
            Path file, Function<String, Supplier<PlacementPolicy>> policies) throws IOException {
        try (ExperimentLog log = new ExperimentLog(file)) {
            PlainRunner.of(policies, 2)
                    .run(SMALL, POLICIES, SEEDS, log, (found, done, total) -> {});
            return log.rows();
        }
    }

    private static Function<String, Supplier<PlacementPolicy>> counting(AtomicInteger runs) {
        return name -> {
            runs.incrementAndGet();
            return Baselines.named(name);
        };
    }

    private static List<Object> figures(ExperimentRow row) {
        return List.of(row.instance(), row.policy(), row.seed(), row.summary());
    }

    private static ExperimentInstance instance(int tasks) {
        return TestbedLoad.uniform("ii5-" + tasks, tasks);
    }
}
