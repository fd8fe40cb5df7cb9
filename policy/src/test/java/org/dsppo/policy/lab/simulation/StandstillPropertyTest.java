package org.dsppo.policy.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.learned.network.DsPpoPolicy;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.Normalisers;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

/** However bad a policy is, a backlog is not worked off much later than by a plain rule. */
class StandstillPropertyTest {

    /** Waiting for better places and leaving a fifth of the nodes unused cost no more than this. */
    private static final double WORST = 2;

    @Property(tries = 25)
    void randomWeightsWorkOffABacklog(
            @ForAll @LongRange(min = 0, max = 1 << 30) long seed,
            @ForAll @IntRange(min = 10, max = 1_500) int tasks) {
        assertBounded(backlog(seed, tasks), () -> new DsPpoPolicy(randomWeights(seed)));
    }

    @Property(tries = 25)
    void refusingEverythingWorksOffABacklog(
            @ForAll @LongRange(min = 0, max = 1 << 30) long seed,
            @ForAll @IntRange(min = 10, max = 3_000) int tasks) {
        assertBounded(backlog(seed, tasks), Refusing::new);
    }

    @Test
    void refusingEverythingWorksOffAHundredThousand() {
        assertBounded(backlog(7, 100_000), Refusing::new);
    }

    private static PolicyArtefact randomWeights(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] weights = new float[NetworkShape.LINEAR_WEIGHTS];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian();
        }
        return PolicyArtefact.of("random", NetworkShape.LINEAR, Normalisers.identity(), weights);
    }

    /** All tasks of a made-up site at once. */
    private static Workload backlog(long seed, int tasks) {
        Workload site =
                switch ((int) (seed % 3)) {
                    case 0 -> SyntheticSite.racks(tasks, 0.5, 1, seed);
                    case 1 -> SyntheticSite.pods(tasks, 0.5, 1, seed);
                    default -> SyntheticSite.tiers(tasks, 0.5, 1, seed);
                };
        List<TaskMessage> at0 = new ArrayList<>();
        for (TaskMessage each : site.tasks()) {
            at0.add(TaskMessage.of(each.submitted().submittedAt(0)));
        }
        return Workload.of(site.name(), site.catalogue(), at0);
    }

    private static void assertBounded(Workload workload, Supplier<PlacementPolicy> policy) {
        double plain = makespanMillis(workload, Baselines.named("greedy"));
        double own = makespanMillis(workload, policy);
        assertThat(own)
                .as("%s: %.0f ms, greedy takes %.0f ms", workload.name(), own, plain)
                .isLessThan(WORST * plain + longestMillis(workload));
    }

    /** The longest that one task may take the slowest way: the last to start may be such a one. */
    private static double longestMillis(Workload workload) {
        double longest = 0;
        for (TaskMessage each : workload.tasks()) {
            TaskSubmitted task = each.submitted();
            for (var strategy : workload.catalogue().classes().get(task.taskClass())) {
                longest = Math.max(longest, task.runtimeScale() * strategy.runtimeMillis());
            }
        }
        return longest;
    }

    private static double makespanMillis(Workload workload, Supplier<PlacementPolicy> policy) {
        return Simulator.run(
                        workload,
                        policy,
                        EngineOptions.defaults().withoutReservations(),
                        RuntimeModel.AS_ESTIMATED)
                .decisions()
                .stream()
                .mapToDouble(ExecutedDecision::finishedAtMillis)
                .max()
                .orElseThrow();
    }

    /** Places nothing. */
    private static final class Refusing implements PlacementPolicy {
        @Override
        public String name() {
            return "refusing";
        }

        @Override
        public void decide(PlacementRound round) {}
    }
}
