package org.dsppo.policy.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.PolicyFailedException;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.TaskGroup;
import org.dsppo.policy.placement.WaitingTask;
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

class ReservationsTest {

    /** One node of four cpu; a large task takes it whole for 30 s. */
    private static final Catalogue ONE_NODE =
            new TinyCatalogue()
                    .cluster("c")
                    .node("n", "c", 4, 0)
                    .strategy("three", "t", null, Map.of("cpu", 3.0), 10_000)
                    .strategy("small", "s", null, Map.of("cpu", 1.0), 10_000)
                    .strategy("large", "l", null, Map.of("cpu", 4.0), 30_000)
                    .build();

    private static TaskMessage task(String id, long atMillis, String taskClass, int priority) {
        return task(id, atMillis, taskClass, priority, 1);
    }

    private static TaskMessage task(
            String id, long atMillis, String taskClass, int priority, double scale) {
        return TaskMessage.of(
                new TaskSubmitted(
                        id, atMillis, taskClass, priority, scale, null, null, 0, null, null, null));
    }

    private static EngineOptions options(double after, int count) {
        return new EngineOptions(
                60_000,
                30_000,
                5_000,
                3,
                3_600_000,
                0,
                after,
                count,
                EngineOptions.defaults().failures());
    }

    private static Map<String, Double> starts(
            Catalogue catalogue, EngineOptions options, List<TaskMessage> tasks) {
        List<TaskMessage> byTime = new ArrayList<>(tasks);
        byTime.sort(Comparator.comparingLong(TaskMessage::atMillis));
        Map<String, Double> starts = new TreeMap<>();
        Simulator.run(
                        Workload.of("hand", catalogue, byTime),
                        Baselines.named("greedy"),
                        options,
                        RuntimeModel.AS_ESTIMATED)
                .decisions()
                .forEach(each -> starts.put(each.decision().taskId(), each.startedAtMillis()));
        return starts;
    }

    @Test
    void letsInWhatEndsBeforeTheStart() {
        // Three cpu are held until 10 s, when the large one can start.
        Map<String, Double> starts =
                starts(
                        ONE_NODE,
                        options(10, 4),
                        List.of(
                                task("held", 0, "three", 0),
                                task("large", 1_000, "large", 1),
                                task("until-10", 2_000, "small", 0, 0.8),
                                task("until-11", 3_000, "small", 0, 0.8)));
        assertThat(starts)
                .containsEntry("until-10", 2_000.0)
                .containsEntry("large", 10_000.0)
                .containsEntry("until-11", 40_000.0);
    }

    @Test
    void letsInWhatFitsBesideWhenTheStartComes() {
        // The gpu is held until 10 s; one of four cpu is wanted with it then.
        Catalogue catalogue =
                new TinyCatalogue()
                        .cluster("c")
                        .node("n", "c", 4, 1)
                        .strategy("holder", "h", null, Map.of("gpu", 1.0), 10_000)
                        .strategy("both", "b", null, Map.of("gpu", 1.0, "cpu", 1.0), 30_000)
                        .strategy("three", "t", null, Map.of("cpu", 3.0), 100_000)
                        .strategy("small", "s", null, Map.of("cpu", 1.0), 100_000)
                        .build();
        Map<String, Double> starts =
                starts(
                        catalogue,
                        options(10, 4),
                        List.of(
                                task("holder", 0, "holder", 0),
                                task("both", 1_000, "both", 1),
                                task("three", 2_000, "three", 0),
                                task("small", 3_000, "small", 0)));
        assertThat(starts)
                .containsEntry("three", 2_000.0)
                .containsEntry("both", 10_000.0)
                .containsEntry("small", 40_000.0);
    }

    @Test
    void bindsOnlyWhatRanksBehind() {
        Map<String, Double> starts =
                starts(
                        ONE_NODE,
                        options(10, 4),
                        List.of(
                                task("held", 0, "three", 0),
                                task("large", 1_000, "large", 1),
                                task("higher", 3_000, "small", 2)));
        assertThat(starts).containsEntry("higher", 3_000.0).containsEntry("large", 13_000.0);
    }

    /** Small tasks of 10 s every 2.5 s keep one node of four busy; the large one is their equal. */
    private static List<TaskMessage> stream() {
        List<TaskMessage> tasks = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            tasks.add(task("s%02d".formatted(i), 2_500L * i, "small", 0));
        }
        tasks.add(task("large", 11_000, "large", 0));
        return tasks;
    }

    @Test
    void equalsStandBackOnceTheTaskHasWaitedLong() {
        // Half its run time is over after 26 s. At 27.5 s three run, the last of them until 35 s.
        assertThat(starts(ONE_NODE, options(0.5, 4), stream())).containsEntry("large", 35_000.0);
    }

    @Test
    void agedTasksRankBeforeTheirEquals() {
        // It has aged by one at 71 s; from 72.5 s on none is let in, the last one ends at 80 s.
        assertThat(starts(ONE_NODE, options(100, 4), stream())).containsEntry("large", 80_000.0);
    }

    @Test
    void withoutReservationsTheStreamHasToEnd() {
        // The last small one comes at 97.5 s.
        assertThat(starts(ONE_NODE, options(0.5, 0), stream())).containsEntry("large", 107_500.0);
    }

    /**
     * A whole device is wanted at 1 s. Device 0 is held to .5 until 20 s, device 1 to .6 until 10
     * s, so that device 1 is kept from 10 s on.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {"greedy", "first-fit", "best-fit", "fgd", "tetris-srtf:eps=8", "ds-ppo"})
    void oneDeviceIsKeptAndTheOthersAreFree(String policy) {
        Map<String, ExecutedDecision> ran = new TreeMap<>();
        Simulator.run(
                        Workload.of(
                                "hand",
                                twoDevices(),
                                List.of(
                                        task("held-0", 0, "half", 0, 2),
                                        task("held-1", 1, "most", 0, 1),
                                        task("whole", 1_000, "whole", 1),
                                        task("until-32", 2_000, "part", 0, 3),
                                        task("until-8", 3_000, "part", 0, 0.5),
                                        task("late", 4_000, "part", 0, 3))),
                        Policies.named(policy),
                        options(10, 4),
                        RuntimeModel.AS_ESTIMATED)
                .decisions()
                .forEach(each -> ran.put(each.decision().taskId(), each));
        // It fills device 1 best, but would be in the way there.
        assertThat(device(ran.get("until-32"))).isEqualTo(device(ran.get("held-0")));
        assertThat(ran.get("until-32").startedAtMillis()).isEqualTo(2_000);
        assertThat(device(ran.get("until-8"))).isEqualTo(device(ran.get("held-1")));
        assertThat(ran.get("until-8").startedAtMillis()).isEqualTo(3_000);
        assertThat(device(ran.get("whole"))).isEqualTo(device(ran.get("held-1")));
        assertThat(ran.get("whole").startedAtMillis()).isEqualTo(10_001);
        assertThat(ran.get("late").startedAtMillis()).isEqualTo(20_000);
        assertThat(device(ran.get("late"))).isEqualTo(device(ran.get("held-0")));
    }

    private static int device(ExecutedDecision executed) {
        assertThat(executed.decision().devices()).hasSize(1);
        return executed.decision().devices().get(0).index();
    }

    private static Catalogue twoDevices() {
        return new Catalogue(
                "two-devices",
                List.of("gpu"),
                List.of(new AcceleratorKind("gpu", null, null)),
                List.of(new ClusterSpec("c", "cloud", "default", Map.of(), Map.of())),
                List.of(
                        new NodeSpec(
                                "n",
                                "c",
                                Map.of(),
                                Map.of("gpu", 2.0),
                                Map.of("gpu", new DeviceSpec(2, 1, null)))),
                Map.of(
                        "half", List.of(gpu(0.5)),
                        "most", List.of(gpu(0.6)),
                        "part", List.of(gpu(0.4)),
                        "whole", List.of(gpu(1))));
    }

    private static ExecutionStrategy gpu(double units) {
        return new ExecutionStrategy("s", Map.of(), Map.of("gpu", units), 10_000, null);
    }

    @Test
    void aPlaceThatIsKeptIsNotGivenToAnother() {
        List<TaskMessage> tasks =
                List.of(
                        task("held", 0, "three", 0),
                        task("large", 1_000, "large", 1),
                        task("small", 3_000, "small", 0));
        assertThatThrownBy(
                        () ->
                                Simulator.run(
                                        Workload.of("hand", ONE_NODE, tasks),
                                        Reckless::new,
                                        options(10, 4),
                                        RuntimeModel.AS_ESTIMATED))
                .isInstanceOf(PolicyFailedException.class)
                .hasMessageContaining("the place is kept for another");
    }

    /** Looks at resources only. */
    private static final class Reckless implements PlacementPolicy {
        @Override
        public String name() {
            return "reckless";
        }

        @Override
        public void decide(PlacementRound round) {
            for (TaskGroup group : round.groups()) {
                WaitingTask head = group.head();
                Strategy strategy = group.strategies().listed().get(0);
                NodeView node = round.nodes().get(0);
                if (head != null && node.fits(strategy.demand())) {
                    round.assign(head, strategy, node);
                }
            }
        }
    }
}
