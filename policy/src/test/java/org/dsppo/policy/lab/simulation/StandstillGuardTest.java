package org.dsppo.policy.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.TaskGroup;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class StandstillGuardTest {

    /** Room for two tasks of 10 s. */
    private static final Catalogue TWO_SEATS =
            new TinyCatalogue()
                    .cluster("c")
                    .node("n", "c", 2, 0)
                    .strategy("job", "run", null, Map.of("cpu", 1.0), 10_000)
                    .build();

    /** One fast seat, 10 s, and three slow ones, 40 s. */
    private static final Catalogue FAST_AND_SLOW =
            new TinyCatalogue()
                    .cluster("fast")
                    .cluster("slow")
                    .node("f", "fast", 1, 0)
                    .node("s", "slow", 3, 0)
                    .strategy("job", "F", "fast", Map.of("cpu", 1.0), 10_000)
                    .strategy("job", "S", "slow", Map.of("cpu", 1.0), 40_000)
                    .build();

    /** Places nothing. */
    private static class Refusing implements PlacementPolicy {
        @Override
        public String name() {
            return "refusing";
        }

        @Override
        public void decide(PlacementRound round) {}
    }

    /** Places on the fast seat only. */
    private static final class FastOnly extends Refusing {
        @Override
        public void decide(PlacementRound round) {
            for (TaskGroup group : round.groups()) {
                var fast = group.strategies().fastestFirst().get(0);
                while (group.head() != null && round.firstFit(group.head(), fast) != null) {
                    round.assign(group.head(), fast, round.firstFit(group.head(), fast));
                }
            }
        }
    }

    private static TaskMessage task(String id, long atMillis) {
        return TaskMessage.of(TaskSubmitted.of(id, atMillis, "job"));
    }

    private static Map<String, String> run(
            Catalogue catalogue, PlacementPolicy policy, List<TaskMessage> tasks) {
        Map<String, String> starts = new TreeMap<>();
        Simulator.run(Workload.of("hand", catalogue, tasks), () -> policy)
                .decisions()
                .forEach(
                        each ->
                                starts.put(
                                        each.decision().taskId(),
                                        "%s %.1f"
                                                .formatted(
                                                        each.decision().strategy(),
                                                        each.startedAtMillis() / 1000)));
        return starts;
    }

    @Test
    void anIdleCellTakesWhatFitsAndABusyOneAfterAQuarterOfTheRunTime() {
        // Two at once as nothing runs, the third when they end; at 12 s one seat is free, and a
        // quarter of 10 s later there is still nothing better in sight.
        assertThat(
                        run(
                                TWO_SEATS,
                                new Refusing(),
                                List.of(
                                        task("a", 0),
                                        task("b", 0),
                                        task("c", 0),
                                        task("d", 12_000))))
                .isEqualTo(
                        Map.of("a", "run 0.0", "b", "run 0.0", "c", "run 10.0", "d", "run 14.5"));
    }

    @Test
    void waitingForAFasterPlaceThatIsDoneSoonerIsLeftToThePolicy() {
        // b is done at 20 s on the fast seat and at 41 s on a slow one.
        assertThat(run(FAST_AND_SLOW, new FastOnly(), List.of(task("a", 0), task("b", 1_000))))
                .isEqualTo(Map.of("a", "F 0.0", "b", "F 10.0"));
    }

    @Test
    void notForLongerThanTheSlowPlaceWouldTakeWhileThatIsUnused() {
        // Ten tasks one after the other would take 100 s. The slow seats are free meanwhile, and
        // from 40 s on three of them take three tasks, and again at 80 s.
        List<TaskMessage> tasks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            tasks.add(task("t" + i, 0));
        }
        Map<String, String> starts = run(FAST_AND_SLOW, new FastOnly(), tasks);
        assertThat(starts)
                .containsEntry("t0", "F 0.0")
                .containsEntry("t3", "F 30.0")
                .containsEntry("t4", "F 40.0")
                .containsEntry("t5", "S 40.0")
                .containsEntry("t6", "S 40.0")
                .containsEntry("t7", "S 40.0")
                .containsEntry("t8", "F 50.0")
                .containsEntry("t9", "F 60.0");
    }

    @Test
    void whatABaselineHoldsBackByItsRuleIsLeftToIt() {
        List<TaskMessage> tasks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            tasks.add(task("t" + i, 0));
        }
        assertThat(run(FAST_AND_SLOW, Baselines.named("greedy:k=1").get(), tasks))
                .containsEntry("t9", "F 90.0");
    }
}
