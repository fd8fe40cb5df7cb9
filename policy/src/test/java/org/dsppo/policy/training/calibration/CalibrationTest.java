package org.dsppo.policy.training.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.ScaledCatalogue;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.network.CalibratedPolicy;
import org.dsppo.policy.learned.network.CalibrationTable;
import org.dsppo.policy.learned.network.CalibrationTable.Range;
import org.dsppo.policy.learned.network.DsPpoPolicy;
import org.dsppo.policy.learned.network.LinearPath;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.Normalisers;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.training.imitation.ExpertMixture;
import org.dsppo.policy.training.sites.MadeUpArrivals;
import org.dsppo.policy.training.sites.MeanCompletion;
import org.dsppo.schemas.catalogue.Catalogue;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final Catalogue SITE = ScaledCatalogue.of(BuiltinCatalogues.named("ii5"), 0.3);
    private static final CalibrationSettings QUICK = new CalibrationSettings(60, 4, 2, 0.01, 3);

    /** Of all that it could place it places the slowest first. */
    private static PolicyArtefact slowestFirst() {
        return ranked(CandidateFeature.SLOWDOWN, 1);
    }

    private static PolicyArtefact ranked(CandidateFeature feature, float weight) {
        return PolicyArtefact.of(
                "ranked",
                NetworkShape.LINEAR,
                Normalisers.identity(),
                LinearPath.rankedBy(feature, weight, NetworkShape.LINEAR));
    }

    @Test
    void rulesDecideWhereTheLearnedPolicyIsWorse() {
        Calibration.Outcome outcome = Calibration.of(SITE, LeaningPolicy.of(slowestFirst()), QUICK);

        assertThat(outcome.table().ranges())
                .hasSize(5)
                .allSatisfy(
                        range -> {
                            assertThat(range.rule()).isNotNull();
                            assertThat(Baselines.isHeuristic(range.rule())).isTrue();
                            assertThat(range.advantage()).isGreaterThan(0.01);
                        });
        assertThat(Calibration.of(SITE, LeaningPolicy.of(slowestFirst()), QUICK))
                .isEqualTo(outcome);
        // 80 rules on one short sample, 10 on three longer ones; policy and 3 rules on four.
        int size = MadeUpArrivals.enough(SITE, QUICK.tasks());
        int first = (int) (0.4 * size);
        int second = (int) (0.7 * size);
        assertThat(outcome.tasks()).isEqualTo(5 * (80 * first + 10 * 3 * second + 4 * 4 * size));
    }

    /** None is better than itself, and few are better than one of the best by more than luck. */
    @Test
    void aGoodRuleTakenForTheLearnedPolicyStays() {
        Supplier<PlacementPolicy> good = Baselines.named("greedy:k=2");
        CalibrationTable table = Calibration.of(SITE, withoutExperts(good), QUICK).table();
        assertThat(table.ranges().stream().filter(range -> range.rule() == null).count())
                .isGreaterThanOrEqualTo(3);
    }

    private static LeaningPolicy withoutExperts(Supplier<PlacementPolicy> policy) {
        return new LeaningPolicy() {
            @Override
            public int shares() {
                return 0;
            }

            @Override
            public Supplier<PlacementPolicy> leaning(List<Double> lean) {
                return policy;
            }
        };
    }

    /** The gate has not learnt which of two experts is good; made-up arrivals show it. */
    @Test
    void thePolicyLeansTowardsTheExpertThatIsGoodOnTheSite() {
        PolicyArtefact good = ranked(CandidateFeature.GREEDY_CAPPED_WOULD, 1);
        PolicyArtefact mixture =
                ExpertMixture.of(
                        slowestFirst(),
                        List.of(ranked(CandidateFeature.SLOWDOWN, 2), good),
                        2,
                        3,
                        slowestFirst().normalisers().option(),
                        1);

        List<Range> ranges =
                Calibration.of(SITE, LeaningPolicy.of(mixture), QUICK).table().ranges();

        assertThat(ranges.stream().filter(range -> range.rule() == null))
                .isNotEmpty()
                .allSatisfy(
                        range -> {
                            assertThat(range.lean()).hasSize(3);
                            assertThat(range.lean().get(2)).isGreaterThan(range.lean().get(1));
                            assertThat(range.advantage()).isGreaterThan(0.01);
                        });
    }

    @Test
    void leaningChangesWhoIsPlacedFirst() {
        PolicyArtefact mixture =
                ExpertMixture.of(
                        slowestFirst(),
                        List.of(ranked(CandidateFeature.SLOWDOWN, -1)),
                        2,
                        3,
                        slowestFirst().normalisers().option(),
                        1);
        Workload workload = MadeUpArrivals.on(SITE, 300, 0.9, 0.9, 1);
        LeaningPolicy policy = LeaningPolicy.of(mixture);
        double away = MeanCompletion.of(workload, policy.leaning(List.of(0.0, -1.0)));
        double asItIs = MeanCompletion.of(workload, policy.leaning(List.of()));
        double towards = MeanCompletion.of(workload, policy.leaning(List.of(0.0, 1.0)));
        assertThat(towards).isLessThan(asItIs);
        assertThat(asItIs).isLessThanOrEqualTo(away);
    }

    /** A site that runs more at a time needs more tasks to show what it is like. */
    @Test
    void samplesAreLongerWhereMoreRunsAtATime() {
        assertThat(MadeUpArrivals.enough(SITE, 10))
                .isLessThanOrEqualTo(MadeUpArrivals.enough(BuiltinCatalogues.named("ii5"), 10));
        assertThat(MadeUpArrivals.enough(BuiltinCatalogues.named("i3"), 10)).isEqualTo(40);
        assertThat(MadeUpArrivals.enough(SITE, 100_000)).isEqualTo(100_000);
    }

    @Test
    void isDoneOnceForASiteAndAskedForByName() {
        List<String> told = new ArrayList<>();
        CalibratedPolicies policies =
                new CalibratedPolicies(
                        QUICK,
                        new CalibratedPolicies.Listener() {
                            @Override
                            public void begins(String site) {
                                told.add("begins " + site);
                            }

                            @Override
                            public void calibrated(
                                    String site, Calibration.Outcome outcome, long millis) {
                                told.add(site);
                            }
                        });
        policies.named("ds-ppo", SITE);
        policies.named("ds-ppo", SITE);
        policies.named("ds-ppo:calibrated=no", SITE);
        policies.named("greedy", SITE);
        assertThat(told).containsExactly("begins " + SITE.name(), SITE.name());
    }

    @Test
    void whoDecidesFollowsTheLoad() {
        CalibrationTable table =
                new CalibrationTable(
                        List.of(
                                Range.of(0.6, "spread", 0.1),
                                Range.asItIs(Double.POSITIVE_INFINITY)));
        assertThat(table.at(0.59)).isZero();
        assertThat(table.at(0.6)).isOne();
        assertThat(table.isAsItIs()).isFalse();
        assertThat(byRule(table, 60)).isGreaterThan(55);
        assertThat(byRule(table, 1500)).isBetween(1, 300);
        assertThatThrownBy(() -> new CalibrationTable(List.of(Range.asItIs(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * How many of the tasks the rule placed; at 1,500 in 1,000 s a third of the test bed is full.
     */
    private static int byRule(CalibrationTable table, int tasks) {
        Workload workload = WorkloadGenerator.generate(SITE, WorkloadRecipe.uniform(tasks), 1);
        int[] placed = new int[1];
        Simulator.run(
                workload,
                () ->
                        new CalibratedPolicy(
                                new DsPpoPolicy(slowestFirst()),
                                table,
                                name -> counting(Baselines.named("first-fit").get(), placed)));
        return placed[0];
    }

    private static PlacementPolicy counting(PlacementPolicy rule, int[] placed) {
        return new PlacementPolicy() {
            @Override
            public String name() {
                return rule.name();
            }

            @Override
            public void decide(PlacementRound round) {
                int before = round.waiting();
                rule.decide(round);
                placed[0] += before - round.waiting();
            }
        };
    }
}
