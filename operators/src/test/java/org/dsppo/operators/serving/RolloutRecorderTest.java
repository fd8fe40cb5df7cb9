package org.dsppo.operators.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.features.FeatureSchema;
import org.dsppo.policy.learned.network.DsPpoPolicy;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.decision.PolicyReference;
import org.dsppo.schemas.rollout.RolloutSegment;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

/** Decisions of a cell in the simulator, where what they cost is known from elsewhere. */
class RolloutRecorderTest {

    private static final int ENDLESS = Integer.MAX_VALUE;
    private static final long HOUR = 3_600_000;

    /** More than the cell can take, so that tasks wait. */
    private static final Workload WORKLOAD =
            WorkloadGenerator.generate(
                    BuiltinCatalogues.named("ii5"),
                    WorkloadRecipe.uniform(2_500).withJitter(0.02),
                    5);

    private final List<RolloutSegment> segments = new ArrayList<>();

    private static PolicySeat seat(int version, String stage) {
        return new PolicySeat(
                new PolicyReference("p", version, stage),
                () -> new DsPpoPolicy(TextArtefacts.quickest()));
    }

    private static ServingPlan plan(int version, Integer canary) {
        return new ServingPlan(
                seat(version, "active"),
                canary == null ? null : seat(canary, "canary"),
                null,
                new PolicyReference("p", version, "active"));
    }

    private static RolloutOptions written(double share, long windowMillis, int bytes) {
        return RolloutOptions.defaults().toBuilder()
                .share(share)
                .windowMillis(windowMillis)
                .segmentBytes(bytes)
                .exploration(List.of())
                .temperature(1)
                .build();
    }

    private SimulationResult run(RolloutOptions options, ServingPlan plan) {
        return run(options, plan, plan, Long.MAX_VALUE);
    }

    /** The simulator's clock is the wall's, with another plan from some time on. */
    private SimulationResult run(
            RolloutOptions options, ServingPlan plan, ServingPlan then, long fromMillis) {
        ServingPolicy serving =
                new ServingPolicy(
                        "default",
                        ServingOptions.defaults().toBuilder().rollouts(options).build(),
                        new TextArtefacts(),
                        plan,
                        () -> 0,
                        new HeardRollouts(segments::add),
                        0);
        return Simulator.run(
                WORKLOAD,
                () ->
                        new PlacementPolicy() {
                            private boolean changed;

                            @Override
                            public String name() {
                                return serving.name();
                            }

                            @Override
                            public void decide(PlacementRound round) {
                                if (!changed && round.nowMillis() >= fromMillis) {
                                    changed = true;
                                    serving.use(then, round.nowMillis());
                                }
                                serving.turn(round.nowMillis(), round.nowMillis());
                                serving.decide(round);
                            }
                        });
    }

    private static double sum(float[] numbers) {
        double sum = 0;
        for (float each : numbers) {
            sum += each;
        }
        return sum;
    }

    @Test
    void rewardsAddUpToWhatTheRunCost() {
        long half = 550_000;
        SimulationResult run = run(written(1, half, ENDLESS), plan(1, null));
        RolloutSegment last = segments.get(segments.size() - 1);
        // What was decided in the window that is still open in the end is in no segment.
        double end = half * (last.decidedAtMillis()[0] / half + 1);
        double waiting = 0;
        double excess = 0;
        for (ExecutedDecision each : run.decisions()) {
            TaskSubmitted task = submitted(each.decision().taskId());
            double until = Math.min(end, each.decidedAtMillis());
            waiting += Math.max(0, until - task.submittedAtMillis());
            if (each.decidedAtMillis() < end) {
                excess +=
                        each.finishedAtMillis()
                                - each.decidedAtMillis()
                                - task.runtimeScale() * shortest(task.taskClass());
            }
        }
        assertThat(waiting).as("tasks wait").isGreaterThan(1e6);
        double waited = segments.stream().mapToDouble(each -> sum(each.waitingRewards())).sum();
        double ran = segments.stream().mapToDouble(each -> sum(each.runtimeRewards())).sum();
        assertThat(-waited).isCloseTo(waiting, within(0.002 * waiting));
        assertThat(-ran).isCloseTo(excess, within(0.002 * excess));
    }

    private static TaskSubmitted submitted(String taskId) {
        return WORKLOAD.tasks().stream()
                .filter(each -> each.taskId().equals(taskId))
                .findFirst()
                .orElseThrow()
                .submitted();
    }

    private static double shortest(String taskClass) {
        return WORKLOAD.catalogue().classes().get(taskClass).stream()
                .mapToDouble(ExecutionStrategy::runtimeMillis)
                .min()
                .orElseThrow();
    }

    @Test
    void writingDownChangesNoDecision() {
        SimulationResult plain =
                Simulator.run(WORKLOAD, () -> new DsPpoPolicy(TextArtefacts.quickest()));
        SimulationResult written = run(written(1, 10_000, 1 << 20), plan(1, null));
        assertThat(places(written)).isEqualTo(places(plain));
    }

    private static List<String> places(SimulationResult run) {
        return run.decisions().stream()
                .map(
                        each ->
                                "%s %s %s %s"
                                        .formatted(
                                                each.decidedAtMillis(),
                                                each.decision().taskId(),
                                                each.decision().node(),
                                                each.decision().strategy()))
                .toList();
    }

    @Test
    void writesWhatWasSeenAndDone() {
        run(written(1, 20_000, ENDLESS), plan(3, null));
        int placed = 0;
        for (RolloutSegment each : segments) {
            int rows = IntStream.of(each.candidates()).sum();
            assertThat(each.policy()).isEqualTo("p");
            assertThat(each.version()).isEqualTo(3);
            assertThat(each.featureVersion()).isEqualTo(FeatureSchema.VERSION);
            assertThat(each.features()).hasSize(rows * CandidateSet.WIDTH);
            assertThat(each.mask()).hasSize(rows).containsOnly(1f);
            assertThat(each.logProbabilities()).containsOnly(0f);
            assertThat(each.decidedAtMillis()).isSorted();
            assertThat(each.sequence()).isEqualTo(each.decidedAtMillis()[0]);
            int from = 0;
            for (int i = 0; i < each.actions().length; i++) {
                // The policy places whatever takes least time for its class.
                float least = Float.POSITIVE_INFINITY;
                for (int row = from; row < from + each.candidates()[i]; row++) {
                    least = Math.min(least, slowdown(each, row));
                }
                assertThat(slowdown(each, from + each.actions()[i])).isEqualTo(least);
                from += each.candidates()[i];
                placed++;
            }
        }
        assertThat(placed).isGreaterThan(WORKLOAD.tasks().size() * 9 / 10);
    }

    private static float slowdown(RolloutSegment segment, int row) {
        return segment.features()[row * CandidateSet.WIDTH + CandidateFeature.SLOWDOWN.ordinal()];
    }

    @Test
    void aSegmentTakesNoMoreThanItMay() throws Exception {
        int bytes = 64 * 1024;
        run(written(1, 60_000, bytes), plan(1, null));
        assertThat(segments).hasSizeGreaterThan(5);
        int most = 0;
        for (RolloutSegment each : segments) {
            byte[] message = MessageCodecs.ROLLOUT_SEGMENT.encode(each);
            most = Math.max(most, message.length);
            assertThat(message.length).isLessThanOrEqualTo(bytes);
            assertThat(MessageCodecs.ROLLOUT_SEGMENT.decode(message).features())
                    .isEqualTo(each.features());
        }
        assertThat(most).as("segments are filled").isGreaterThan(bytes / 6);
        assertThat(windows(60_000)).as("one in a window").hasSize(segments.size());
    }

    private Set<Long> windows(long windowMillis) {
        Set<Long> windows = new HashSet<>();
        segments.forEach(each -> windows.add(each.decidedAtMillis()[0] / windowMillis));
        return windows;
    }

    @Test
    void drawsTheWindowsByTheShare() {
        run(written(1, 2_000, ENDLESS), plan(1, null));
        int all = segments.size();
        segments.clear();
        run(written(0.25, 2_000, ENDLESS), plan(1, null));
        // Four standard deviations of a binomial count.
        assertThat(segments).hasSizeBetween((int) (0.25 * all - 40), (int) (0.25 * all + 40));
        segments.clear();
        run(written(0, 2_000, ENDLESS), plan(1, null));
        assertThat(segments).isEmpty();
    }

    @Test
    void aSegmentIsOfOneVersionOnly() {
        run(written(1, 400_000, ENDLESS), plan(1, null), plan(2, null), 500_000);
        RolloutSegment cut = segments.get(1);
        assertThat(segments).extracting(RolloutSegment::version).startsWith(1, 1);
        assertThat(cut.decidedAtMillis()[cut.decidedAtMillis().length - 1]).isLessThan(500_000);
        assertThat(segments.stream().filter(each -> each.version() == 2))
                .allMatch(each -> each.sequence() >= 800_000);
    }

    @Test
    void exploresInConfiguredWindowsOnly() {
        RolloutOptions options =
                RolloutOptions.defaults().toBuilder()
                        .share(1)
                        .windowMillis(10_000)
                        .segmentBytes(ENDLESS)
                        .exploration(DailyWindow.parse("00:05-00:10"))
                        .temperature(2)
                        .build();
        run(options, plan(1, null));
        int explored = 0;
        for (RolloutSegment each : segments) {
            for (int i = 0; i < each.actions().length; i++) {
                boolean inside =
                        each.decidedAtMillis()[i] >= HOUR / 12
                                && each.decidedAtMillis()[i] < HOUR / 6;
                assertThat(inside || each.logProbabilities()[i] == 0).isTrue();
                explored += each.logProbabilities()[i] < -0.01 ? 1 : 0;
            }
        }
        assertThat(explored).isGreaterThan(100);
        segments.clear();
        run(options, plan(1, 2));
        assertThat(segments).as("never while a version is on trial").isNotEmpty();
        assertThat(segments)
                .allSatisfy(each -> assertThat(each.logProbabilities()).containsOnly(0f));
    }
}
