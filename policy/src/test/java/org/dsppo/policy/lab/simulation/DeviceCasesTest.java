package org.dsppo.policy.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dsppo.policy.lab.evaluation.ExecutedRun;
import org.dsppo.policy.lab.evaluation.RunAudit;
import org.dsppo.policy.lab.evaluation.RunSummary;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small sites on which shares, exact fits and zeros have gone wrong elsewhere, by every rule. */
class DeviceCasesTest {

    static Stream<String> policies() {
        return Stream.of(
                "first-fit",
                "greedy",
                "best-fit",
                "minimum-completion-time",
                "shortest-job-first",
                "tetris-srtf:eps=8",
                "fgd",
                "easy-backfilling",
                "gavel-max-min",
                "s-p-gwo",
                "ds-ppo",
                "dqn",
                "reinforce");
    }

    private static List<ExecutedDecision> run(String policy, String site, List<TaskMessage> tasks)
            throws IOException, InvalidMessageException {
        Workload workload = Workload.of(site, catalogue(site), tasks);
        ExecutedRun run = ExecutedRun.of(Simulator.run(workload, Policies.named(policy)));
        assertThat(RunAudit.of(run)).isEmpty();
        RunSummary summary = RunSummary.of(run);
        assertThat(summary.toString()).doesNotContain("NaN", "Infinity");
        return run.decisions();
    }

    private static Catalogue catalogue(String site) throws IOException, InvalidMessageException {
        try (InputStream in =
                DeviceCasesTest.class.getResourceAsStream("cases/" + site + ".json")) {
            return MessageCodecs.CATALOGUE.decode(in.readAllBytes());
        }
    }

    private static List<TaskMessage> tasks(String taskClass, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> task("%s-%02d".formatted(taskClass, i), 0, taskClass))
                .toList();
    }

    private static TaskMessage task(String id, long atMillis, String taskClass) {
        return TaskMessage.of(TaskSubmitted.of(id, atMillis, taskClass));
    }

    private static List<Double> starts(List<ExecutedDecision> decisions) {
        return decisions.stream().map(ExecutedDecision::startedAtMillis).sorted().toList();
    }

    private static List<Double> repeated(double first, int times, double then, int more) {
        List<Double> all = new ArrayList<>();
        IntStream.range(0, times).forEach(i -> all.add(first));
        IntStream.range(0, more).forEach(i -> all.add(then));
        return all;
    }

    @ParameterizedTest
    @MethodSource("policies")
    void sevenSeventhsMakeAWhole(String policy) throws Exception {
        assertThat(starts(run(policy, "sevenths", tasks("job", 8))))
                .isEqualTo(repeated(0, 7, 60_000, 1));
        assertThat(starts(run(policy, "sevenths-of-a-device", tasks("job", 8))))
                .isEqualTo(repeated(0, 7, 60_000, 1));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void whatIsExactlyThereIsEnough(String policy) throws Exception {
        assertThat(starts(run(policy, "exact", tasks("job", 2))))
                .isEqualTo(repeated(0, 1, 60_000, 1));
        assertThat(starts(run(policy, "petabytes", tasks("job", 4))))
                .isEqualTo(repeated(0, 2, 10_000, 2));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aShareLiesOnOneDevice(String policy) throws Exception {
        // Six of 0.15 on each of eight devices, though 53 would fit into a pool.
        List<ExecutedDecision> fractions = run(policy, "fractions", tasks("job", 60));
        assertThat(starts(fractions)).isEqualTo(repeated(0, 48, 60_000, 12));
        assertThat(fractions).allSatisfy(each -> assertThat(each.decision().devices()).hasSize(1));
        assertThat(starts(run(policy, "six-tenths", tasks("job", 3))))
                .isEqualTo(repeated(0, 2, 60_000, 1));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void whatNoDeviceCanHoldIsRefused(String policy) throws Exception {
        assertThat(run(policy, "six-tenths", tasks("big", 1)))
                .singleElement()
                .satisfies(
                        refused -> {
                            assertThat(refused.decision().kind()).isEqualTo(DecisionKind.REJECT);
                            assertThat(refused.decision().reason())
                                    .isEqualTo("no strategy fits on any node");
                        });
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aNodeLacksTheMemoryThatItListsOnItsDevicesOnly(String policy) throws Exception {
        List<ExecutedDecision> jobs = run(policy, "memory-on-devices-only", tasks("job", 4));
        assertThat(starts(jobs)).isEqualTo(repeated(0, 2, 60_000, 2));
        assertThat(jobs)
                .allSatisfy(each -> assertThat(each.decision().node()).isEqualTo("b-whole"));
        // What asks for no memory runs on either.
        assertThat(run(policy, "memory-on-devices-only", tasks("light", 4)))
                .extracting(each -> each.decision().node())
                .containsExactlyInAnyOrder("a-bare", "a-bare", "b-whole", "b-whole");
    }

    @ParameterizedTest
    @MethodSource("policies")
    void zerosAreOrdinary(String policy) throws Exception {
        List<TaskMessage> mixed = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            for (String taskClass : List.of("cpu", "gpu", "free", "npu")) {
                mixed.add(task(taskClass + i, 1000L * i, taskClass));
            }
        }
        assertThat(run(policy, "zeros", mixed))
                .hasSize(24)
                .allSatisfy(each -> assertThat(each.outcome()).isEqualTo(AttemptOutcome.FINISHED));
        assertThat(starts(run(policy, "nothing", tasks("job", 1)))).containsExactly(0.0);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void whatAsksForNothingStartsAtOnce(String policy) throws Exception {
        List<TaskMessage> tasks =
                List.of(task("a", 0, "job"), task("b", 1000, "free"), task("c", 2000, "job"));
        assertThat(starts(run(policy, "best-effort", tasks))).containsExactly(0.0, 1000.0, 2000.0);
    }
}
