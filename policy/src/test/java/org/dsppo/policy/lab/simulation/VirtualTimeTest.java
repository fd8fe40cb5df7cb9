package org.dsppo.policy.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.evaluation.ExecutedRun;
import org.dsppo.policy.lab.evaluation.RunSummary;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The longest and the shortest run times that messages may name. */
class VirtualTimeTest {

    @ParameterizedTest
    @CsvSource({
        "1000000000000, 1000000, 4, 1e18",
        "1000000000000, 1000, 4, 1e15",
        "1000000000000, 1, 4, 1e12",
        "1000000000000, 1, 300, 1e12",
        "1, 0.5, 4, 0.5",
        "1, 0.000001, 4, 0.001"
    })
    void figuresFollowFromTheRunTime(
            long runtimeMillis, double scale, int tasks, double eachMillis) {
        RunSummary summary =
                RunSummary.of(
                        ExecutedRun.of(
                                Simulator.run(
                                        workload(runtimeMillis, scale, tasks),
                                        Baselines.named("first-fit"))));
        assertThat(summary.finished()).isEqualTo(tasks);
        assertThat(summary.violations()).isEmpty();
        assertThat(summary.makespanMillis())
                .isCloseTo(tasks * eachMillis, offset(tasks * eachMillis));
        assertThat(summary.averageWaitingMillis())
                .isCloseTo((tasks - 1) / 2.0 * eachMillis, offset(tasks * eachMillis));
        assertThat(summary.utilisation()).isCloseTo(1, offset(1));
    }

    private static Offset<Double> offset(double of) {
        return Offset.offset(of * 1e-9);
    }

    @Test
    void aRunThatNoCounterHoldsEndsWithOneLine() {
        // The fifth ends at 5e18 ms; half of what a long holds is 4.61e18.
        Workload tooLong = workload(1_000_000_000_000L, 1e6, 5);
        assertThatThrownBy(() -> Simulator.run(tooLong, Baselines.named("first-fit")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "task t4 would end 5.00e+18 ms after the start, expected at most 4.61e+18:"
                                + " the simulator counts no further");
    }

    private static Workload workload(long runtimeMillis, double scale, int tasks) {
        Catalogue catalogue =
                new Catalogue(
                        "one",
                        List.of("gpu"),
                        List.of(),
                        List.of(new ClusterSpec("c0", "cloud", "default", Map.of(), Map.of())),
                        List.of(new NodeSpec("g0", "c0", Map.of(), Map.of("gpu", 1.0), Map.of())),
                        Map.of(
                                "c",
                                List.of(
                                        new ExecutionStrategy(
                                                "s",
                                                Map.of(),
                                                Map.of("gpu", 1.0),
                                                runtimeMillis,
                                                null))));
        List<TaskMessage> messages =
                IntStream.range(0, tasks)
                        .mapToObj(i -> TaskSubmitted.of("t" + i, 0, "c").scaledBy(scale))
                        .map(TaskMessage::of)
                        .toList();
        return Workload.of("long", catalogue, messages);
    }
}
