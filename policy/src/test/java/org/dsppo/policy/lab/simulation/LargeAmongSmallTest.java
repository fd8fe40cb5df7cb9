package org.dsppo.policy.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Four nodes of four gpus; small tasks of one gpu and 5 to 15 s, and now and then a large one of
 * high priority that takes a whole node for 30 s, so seldom that no two are there at once.
 */
class LargeAmongSmallTest {

    private static final long SPACING_MILLIS = 50_000;

    /** The last small task of a node ends within 15 s of the large one's arrival. */
    private static final double MOST_WAIT_MILLIS = 17_000;

    private static final Catalogue FOUR_NODES =
            new TinyCatalogue()
                    .cluster("c")
                    .node("g0", "c", 1, 4)
                    .node("g1", "c", 1, 4)
                    .node("g2", "c", 1, 4)
                    .node("g3", "c", 1, 4)
                    .strategy("small", "s", null, Map.of("gpu", 1.0), 10_000)
                    .strategy("large", "l", null, Map.of("gpu", 4.0), 30_000)
                    .build();

    private record Figures(double completionMillis, double mostWaitMillis) {}

    static List<String> policies() {
        return Stream.concat(
                        Stream.of("ds-ppo", "dqn", "reinforce"), Baselines.ruleNames().stream())
                .toList();
    }

    /** 1000 s of arrivals at a part of what 16 gpus can do. */
    private static Workload workload(double load, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double largePerMilli = 1.0 / SPACING_MILLIS;
        double smallPerMilli = (16 * load - 4 * 30_000 * largePerMilli) / 10_000;
        List<TaskMessage> tasks = new ArrayList<>();
        double at = 0;
        while (at < 1_000_000) {
            at += -Math.log(1 - random.nextDouble()) / smallPerMilli;
            tasks.add(task("s" + tasks.size(), (long) at, "small", 0, 0.5 + random.nextDouble()));
        }
        for (long time = 20_000; time < 1_000_000; time += SPACING_MILLIS) {
            long jitter = random.nextLong(2_000);
            tasks.add(task("l" + tasks.size(), time + jitter, "large", 100, 1));
        }
        tasks.sort(Comparator.comparingLong(TaskMessage::atMillis));
        return Workload.of("mixed", FOUR_NODES, tasks);
    }

    private static TaskMessage task(
            String id, long atMillis, String taskClass, int priority, double scale) {
        return TaskMessage.of(
                new TaskSubmitted(
                        id, atMillis, taskClass, priority, scale, null, null, 0, null, null, null));
    }

    private static Figures run(Workload workload, String policy, EngineOptions options) {
        double completion = 0;
        double wait = 0;
        List<ExecutedDecision> decisions =
                Simulator.run(workload, Policies.named(policy), options, RuntimeModel.AS_ESTIMATED)
                        .decisions();
        for (ExecutedDecision each : decisions) {
            double submitted = each.decidedAtMillis() - each.decision().waitMillis();
            completion += each.finishedAtMillis() - submitted;
            if (each.decision().taskId().startsWith("l")) {
                wait = Math.max(wait, each.decision().waitMillis());
            }
        }
        return new Figures(completion / decisions.size(), wait);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void largeTasksStartSoonAndAllTogetherLoseNothing(String policy) {
        double with = 0;
        double without = 0;
        for (double load : new double[] {0.6, 0.85}) {
            for (long seed = 0; seed < 5; seed++) {
                Workload workload = workload(load, seed);
                Figures kept = run(workload, policy, EngineOptions.defaults());
                Figures free =
                        run(workload, policy, EngineOptions.defaults().withoutReservations());
                assertThat(kept.mostWaitMillis)
                        .as("load %s, seed %d", load, seed)
                        .isLessThanOrEqualTo(MOST_WAIT_MILLIS);
                with += kept.completionMillis;
                without += free.completionMillis;
            }
        }
        assertThat(with).isLessThan(1.03 * without);
    }
}
