package org.dsppo.policy.lab.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.DeviceSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSolverTest {

    /** Run times are rounded to microseconds, by the simulator too; by the search they are not. */
    private static final double ROUNDING = 0.01;

    private final ExactSolver solver = new ExactSolver(120, 2, System::nanoTime);

    /** Fast takes the whole node for 10 s, slow half of it for 18 s. */
    private static Workload twoTasks() {
        return SmallWorkloads.workload(
                "two tasks",
                List.of(SmallWorkloads.node("n", "big", Map.of("cpu", 4.0))),
                Map.of(
                        "c",
                        List.of(
                                SmallWorkloads.strategy("fast", "big", 4, 0, 10_000),
                                SmallWorkloads.strategy("slow", "big", 2, 0, 18_000))),
                List.of(
                        TaskMessage.of(SmallWorkloads.task("a", 0, "c", 1)),
                        TaskMessage.of(SmallWorkloads.task("b", 0, "c", 1))));
    }

    @Test
    void leastCompletionRunsTheFastStrategyTwice() {
        ExactSchedule schedule = solver.solve(twoTasks(), ExactObjective.COMPLETION);

        assertThat(schedule.proven()).isTrue();
        assertThat(schedule.averageCompletionMillis()).isEqualTo(15_000);
        assertThat(schedule.averageWaitingMillis()).isEqualTo(5_000);
        assertThat(schedule.utilisation()).isEqualTo(1);
        assertThat(schedule.placements())
                .containsExactly(
                        new ExactSchedule.ScheduledJob("a", "n", "fast", 0, 10_000),
                        new ExactSchedule.ScheduledJob("b", "n", "fast", 10_000, 20_000));
    }

    @Test
    void leastWaitingRunsBothAtOnce() {
        ExactSchedule schedule = solver.solve(twoTasks(), new ExactObjective(0, 1, 0));

        assertThat(schedule.averageWaitingMillis()).isZero();
        assertThat(schedule.averageCompletionMillis()).isEqualTo(18_000);
    }

    @Test
    void utilisationCanOutweighCompletion() {
        Workload workload =
                SmallWorkloads.workload(
                        "one task",
                        List.of(SmallWorkloads.node("n", "big", Map.of("cpu", 10.0))),
                        Map.of(
                                "c",
                                List.of(
                                        SmallWorkloads.strategy("thin", "big", 1, 0, 10_000),
                                        SmallWorkloads.strategy("wide", "big", 10, 0, 20_000))),
                        List.of(TaskMessage.of(SmallWorkloads.task("a", 0, "c", 1))));

        // Thin: 10 s - 20 x 0.1 = 8; wide: 20 s - 20 x 1 = 0. With 5 in place of 20: 9.5 and 15.
        ExactSchedule wide = solver.solve(workload, new ExactObjective(0.001, 0, 20));
        ExactSchedule thin = solver.solve(workload, new ExactObjective(0.001, 0, 5));

        assertThat(wide.placements().get(0).strategy()).isEqualTo("wide");
        assertThat(wide.objective()).isCloseTo(0, within(1e-6));
        assertThat(thin.placements().get(0).strategy()).isEqualTo("thin");
        assertThat(thin.objective()).isCloseTo(9.5, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void agreesWithTryingEverything(long seed) {
        Workload workload = SmallWorkloads.random(seed, 4, 1 + (int) (seed % 3));

        ExactSchedule schedule = solver.solve(workload, ExactObjective.COMPLETION);

        assertThat(schedule.proven()).isTrue();
        assertThat(schedule.averageCompletionMillis())
                .isCloseTo(ExhaustiveSearch.leastAverageMillis(workload), within(ROUNDING));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void oneModelOfAllNodesAgreesWithTheSplit(long seed) {
        Workload workload = SmallWorkloads.random(seed, 4, 3);

        ExactSchedule split = solver.solve(workload, ExactObjective.COMPLETION);
        // Utilisation is worth at most a millisecond here, so both find the same but for that.
        ExactSchedule whole = solver.solve(workload, new ExactObjective(1, 0, 1));

        assertThat(whole.proven()).isTrue();
        assertThat(whole.averageCompletionMillis())
                .isCloseTo(split.averageCompletionMillis(), within(1.0));
        assertThat(whole.objective()).isLessThanOrEqualTo(split.averageCompletionMillis());
    }

    @Test
    void noPolicyBeatsItAndSomeReachIt() {
        int reached = 0;
        int missed = 0;
        for (long seed = 100; seed < 112; seed++) {
            Workload workload =
                    SmallWorkloads.random(seed, 5 + (int) (seed % 4), 2 + (int) (seed % 3));
            ExactSchedule schedule = solver.solve(workload, ExactObjective.COMPLETION);
            double exact = schedule.averageCompletionMillis();
            assertThat(schedule.proven()).isTrue();
            for (String name : Baselines.ruleNames()) {
                double average = average(Simulator.run(workload, Baselines.named(name)));
                assertThat(average)
                        .describedAs("%s on %s", name, workload.name())
                        .isGreaterThanOrEqualTo(exact - ROUNDING);
                if (average <= exact + ROUNDING) {
                    reached++;
                } else {
                    missed++;
                }
            }
        }
        assertThat(reached).isPositive();
        assertThat(missed).isPositive();
    }

    @Test
    void refusesWhatIsTooLargeNamingTheSizes() {
        Workload workload = SmallWorkloads.random(1, 13, 2);

        assertThatThrownBy(() -> solver.solve(workload, ExactObjective.COMPLETION))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "workload random 1 has 13 tasks and 2 nodes, expected 1 to 12 tasks and at"
                                + " most 4 nodes");
    }

    @Test
    void refusesNegativeWeights() {
        assertThatThrownBy(() -> new ExactObjective(1, -0.1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-0.1");
    }

    static double average(SimulationResult result) {
        double total = 0;
        for (ExecutedDecision executed : result.decisions()) {
            long arrival =
                    result.workload().tasks().stream()
                            .filter(m -> m.taskId().equals(executed.decision().taskId()))
                            .findFirst()
                            .orElseThrow()
                            .submitted()
                            .submittedAtMillis();
            total += executed.finishedAtMillis() - arrival;
        }
        return total / result.decisions().size();
    }

    @Test
    void threeSharesOfSixTenthsNeedThreeDevices() {
        // Two start at 0 on the two devices; the pool would hold all three.
        ExactSchedule schedule = solver.solve(shares(2, 0.6, 3), ExactObjective.COMPLETION);

        assertThat(schedule.proven()).isTrue();
        assertThat(schedule.placements())
                .extracting(ExactSchedule.ScheduledJob::startMillis)
                .containsExactly(0.0, 0.0, 1000.0);
    }

    @Test
    void sevenSeventhsAreOneDevice() {
        ExactSchedule schedule = solver.solve(shares(1, 0.142857, 8), ExactObjective.COMPLETION);

        assertThat(schedule.averageWaitingMillis()).isEqualTo(1000.0 / 8);
    }

    @Test
    void devicesThatAreAlikeAreNotTriedOneByOne() {
        // Ten tasks of .6 on eight devices: 8 run, then 2. Every order and device would be 8^10.
        ExactSchedule schedule = solver.solve(shares(8, 0.6, 10), ExactObjective.COMPLETION);

        assertThat(schedule.proven()).isTrue();
        assertThat(schedule.averageWaitingMillis()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void agreesWithTryingEveryDevice(long seed) {
        Workload workload = SmallWorkloads.devices(seed, 4, 1);

        ExactSchedule split = solver.solve(workload, ExactObjective.COMPLETION);
        ExactSchedule whole = solver.solve(workload, new ExactObjective(1, 0, 1));

        assertThat(split.proven()).isTrue();
        assertThat(split.averageCompletionMillis())
                .isCloseTo(ExhaustiveSearch.leastAverageMillis(workload), within(ROUNDING));
        assertThat(whole.averageCompletionMillis())
                .isCloseTo(split.averageCompletionMillis(), within(1.0));
    }

    @Test
    void refusesMoreDevicesThanCanBeTried() {
        Workload workload = shares(9, 0.6, 1);

        assertThatThrownBy(() -> new ExactProblem(workload))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "workload shares has node n with 9 devices that are shared singly, expected"
                                + " at most 8");
    }

    /** Tasks of a second that take a share each of one node's devices. */
    private static Workload shares(int devices, double share, int tasks) {
        Catalogue catalogue =
                new Catalogue(
                        "devices",
                        List.of("gpu"),
                        List.of(new AcceleratorKind("gpu", null, null)),
                        List.of(new ClusterSpec("c", "c", "default", Map.of(), Map.of())),
                        List.of(
                                new NodeSpec(
                                        "n",
                                        "c",
                                        Map.of(),
                                        Map.of("gpu", (double) devices),
                                        Map.of("gpu", new DeviceSpec(devices, 1, null)))),
                        Map.of(
                                "job",
                                List.of(
                                        new ExecutionStrategy(
                                                "s", Map.of(), Map.of("gpu", share), 1000, null))));
        List<TaskMessage> messages = new ArrayList<>();
        for (int t = 0; t < tasks; t++) {
            messages.add(TaskMessage.of(TaskSubmitted.of("t" + t, 0, "job")));
        }
        return Workload.of("shares", catalogue, messages);
    }
}
