package org.dsppo.operators.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.dsppo.operators.serving.HeardRollouts;
import org.dsppo.operators.serving.PolicySeat;
import org.dsppo.operators.serving.RolloutOptions;
import org.dsppo.operators.serving.ServingOptions;
import org.dsppo.operators.serving.ServingPlan;
import org.dsppo.operators.serving.ServingPolicy;
import org.dsppo.operators.serving.TextArtefacts;
import org.dsppo.operators.state.LiveReturnState;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.RuntimeModel;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.learned.features.FeatureSchema;
import org.dsppo.policy.learned.network.DsPpoPolicy;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.schemas.decision.PolicyReference;
import org.dsppo.schemas.rollout.RolloutSegment;
import org.junit.jupiter.api.Test;

/** A world of its own plays the live system, so that it is known how far the simulator is off. */
class LiveReturnsTest {

    private static final long START = 5_000_000;
    private static final Workload WORKLOAD =
            WorkloadGenerator.generate(
                    BuiltinCatalogues.named("ii5"),
                    WorkloadRecipe.uniform(1_500).withJitter(0.02),
                    8);
    private static final Stretch ESTIMATED =
            new Stretch(WORKLOAD, RuntimeModel.AS_ESTIMATED, START);

    private final LiveReturns live = new LiveReturns("p", 2, LiveReturnState.INITIAL);

    /** What is rolled out while things go as in a stretch, on the clock of the trace. */
    private static List<RolloutSegment> rolledOut(Stretch world) {
        List<RolloutSegment> segments = new ArrayList<>();
        RolloutOptions options =
                RolloutOptions.defaults().toBuilder()
                        .share(0.5)
                        .windowMillis(30_000)
                        .segmentBytes(Integer.MAX_VALUE)
                        .exploration(List.of())
                        .temperature(0.1)
                        .build();
        ServingPolicy serving =
                new ServingPolicy(
                        "default",
                        ServingOptions.defaults().toBuilder().rollouts(options).build(),
                        new TextArtefacts(),
                        new ServingPlan(
                                new PolicySeat(
                                        new PolicyReference("p", 3, "active"),
                                        () -> new DsPpoPolicy(TextArtefacts.quickest())),
                                null,
                                null,
                                new PolicyReference("p", 3, "active")),
                        () -> 0,
                        new HeardRollouts(segment -> segments.add(later(segment))),
                        0);
        world.run(
                () ->
                        new PlacementPolicy() {
                            @Override
                            public String name() {
                                return "p";
                            }

                            @Override
                            public void decide(PlacementRound round) {
                                serving.turn(round.nowMillis(), round.nowMillis());
                                serving.decide(round);
                            }
                        });
        return segments;
    }

    private static RolloutSegment later(RolloutSegment segment) {
        long[] times = segment.decidedAtMillis().clone();
        for (int i = 0; i < times.length; i++) {
            times[i] += START;
        }
        return segment("p", segment, FeatureSchema.VERSION, segment.logProbabilities(), times);
    }

    private static RolloutSegment segment(
            String policy,
            RolloutSegment like,
            int featureVersion,
            float[] logProbabilities,
            long[] times) {
        return new RolloutSegment(
                like.cell(),
                policy,
                like.version(),
                times[0],
                featureVersion,
                like.candidates(),
                like.features(),
                like.mask(),
                like.actions(),
                logProbabilities,
                like.values(),
                like.waitingRewards(),
                like.runtimeRewards(),
                times);
    }

    private static SimulationResult simulated(Stretch stretch) {
        return stretch.run(() -> new DsPpoPolicy(TextArtefacts.quickest()));
    }

    @Test
    void agreesWithTheSimulatorWhereTheWorldIsAsSimulated() {
        rolledOut(ESTIMATED).forEach(each -> assertThat(live.add(each, 3)).isNull());
        LiveComparison comparison = live.compare(ESTIMATED, simulated(ESTIMATED), 3, 100_000);

        assertThat(comparison.segments()).isGreaterThan(5);
        assertThat(comparison.placed()).isGreaterThan(200);
        assertThat(comparison.logRatio()).isCloseTo(0, within(0.01));
        assertThat(live.compare(ESTIMATED, simulated(ESTIMATED), 2, 0)).as("of version 2").isNull();
    }

    @Test
    void seesThatTheWorldIsSlowerUntilTheSimulatorKnowsIt() {
        Stretch slow = new Stretch(WORKLOAD, (task, estimate) -> 2 * estimate, START);
        rolledOut(slow).forEach(each -> live.add(each, 3));

        assertThat(live.compare(ESTIMATED, simulated(ESTIMATED), 3, 100_000).logRatio())
                .as("tasks wait for a cell that is at its limit")
                .isLessThan(-0.2);
        assertThat(live.compare(slow, simulated(slow), 3, 100_000).logRatio())
                .isCloseTo(0, within(0.01));
    }

    @Test
    void dropsWhatIsOfNoUse() {
        RolloutSegment good = rolledOut(ESTIMATED).get(0);
        long[] times = good.decidedAtMillis();
        float[] drawn = good.logProbabilities().clone();
        drawn[1] = -0.5f;

        assertThat(live.add(segment("q", good, 1, good.logProbabilities(), times), 3))
                .isEqualTo(LiveReturns.Dropped.POLICY);
        assertThat(
                        live.add(
                                segment(
                                        "p",
                                        good,
                                        FeatureSchema.VERSION + 1,
                                        good.logProbabilities(),
                                        times),
                                3))
                .isEqualTo(LiveReturns.Dropped.FEATURES);
        assertThat(live.add(segment("p", good, FeatureSchema.VERSION, drawn, times), 3))
                .isEqualTo(LiveReturns.Dropped.EXPLORED);
        assertThat(live.add(good, 6)).isEqualTo(LiveReturns.Dropped.AGE);
        assertThat(live.state().segments()).isEmpty();
        assertThat(live.add(good, 5)).isNull();
        assertThat(live.state().segments()).hasSize(1);
    }

    @Test
    void letsGoOfWhatHasBecomeTooOldAndKeepsNotTooMany() {
        List<RolloutSegment> segments = rolledOut(ESTIMATED);
        live.add(segments.get(0), 3);
        assertThat(live.add(segments.get(1), 6)).isEqualTo(LiveReturns.Dropped.AGE);
        assertThat(live.state().segments()).isEmpty();
        for (int i = 0; i < 100; i++) {
            live.add(segments.get(i % segments.size()), 3);
        }
        assertThat(live.state().segments()).hasSize(64);
    }
}
