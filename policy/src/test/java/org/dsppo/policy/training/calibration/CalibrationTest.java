package org.dsppo.policy.training.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.selection.Policies;
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
import org.dsppo.schemas.catalogue.Catalogue;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final Catalogue SITE = ScaledCatalogue.of(BuiltinCatalogues.named("ii5"), 0.3);
    private static final CalibrationSettings QUICK = new CalibrationSettings(60, 4, 0.01, 3);

    /** Of all that it could place it places the slowest first. */
    private static PolicyArtefact slowestFirst() {
        return PolicyArtefact.of(
                "bad",
                NetworkShape.LINEAR,
                Normalisers.identity(),
                LinearPath.rankedBy(CandidateFeature.SLOWDOWN, 1, NetworkShape.LINEAR));
    }

    @Test
    void rulesDecideWhereTheLearnedPolicyIsWorse() {
        Calibration.Outcome outcome = Calibration.of(SITE, Policies.of(slowestFirst()), QUICK);

        assertThat(outcome.table().ranges())
                .hasSize(5)
                .allSatisfy(
                        range -> {
                            assertThat(range.rule()).isNotNull();
                            assertThat(Baselines.isHeuristic(range.rule())).isTrue();
                            assertThat(range.advantage()).isGreaterThan(0.01);
                        });
        assertThat(Calibration.of(SITE, Policies.of(slowestFirst()), QUICK)).isEqualTo(outcome);
        // 84 rules on one sample of 24, 10 on three of 42; policy and 3 rules on four of 60.
        assertThat(outcome.tasks()).isEqualTo(5 * (80 * 24 + 10 * 3 * 42 + 4 * 4 * 60));
    }

    /** None is better than itself, and few are better than one of the best by more than luck. */
    @Test
    void aGoodRuleTakenForTheLearnedPolicyStays() {
        Supplier<PlacementPolicy> good = Baselines.named("greedy:k=2");
        CalibrationTable table = Calibration.of(SITE, good, QUICK).table();
        assertThat(table.ranges().stream().filter(range -> range.rule() == null).count())
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void isDoneOnceForASiteAndAskedForByName() {
        List<String> told = new ArrayList<>();
        CalibratedPolicies policies =
                new CalibratedPolicies(QUICK, (site, outcome, millis) -> told.add(site));
        policies.named("ds-ppo", SITE);
        policies.named("ds-ppo", SITE);
        policies.named("ds-ppo:calibrated=no", SITE);
        policies.named("greedy", SITE);
        assertThat(told).containsExactly(SITE.name());
    }

    @Test
    void whoDecidesFollowsTheLoad() {
        CalibrationTable table =
                new CalibrationTable(
                        List.of(
                                new Range(0.6, "spread", 0.1),
                                new Range(Double.POSITIVE_INFINITY, null, 0)));
        assertThat(table.at(0.59)).isZero();
        assertThat(table.at(0.6)).isOne();
        assertThat(table.isLearnedAlone()).isFalse();
        assertThat(byRule(table, 60)).isGreaterThan(55);
        assertThat(byRule(table, 1500)).isBetween(1, 300);
        assertThatThrownBy(() -> new CalibrationTable(List.of(new Range(1, null, 0))))
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
