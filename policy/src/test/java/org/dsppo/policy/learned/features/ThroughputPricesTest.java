package org.dsppo.policy.learned.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.TaskGroup;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThroughputPricesTest {

    /** Meets every class of a workload and places what fits. */
    private static final class Explorer implements PlacementPolicy {
        private CellProfile site;

        @Override
        public String name() {
            return "explorer";
        }

        @Override
        public void decide(PlacementRound round) {
            if (site == null) {
                site = new CellProfile(round);
            }
            for (TaskGroup group : round.groups()) {
                site.profile(group.strategies(), round);
                for (Strategy strategy : group.strategies().fastestFirst()) {
                    NodeView node =
                            group.size() == 0 ? null : round.firstFit(group.head(), strategy);
                    if (node != null) {
                        round.assign(group.head(), strategy, node);
                    }
                }
            }
        }
    }

    private static CellProfile explored(String catalogue) {
        Explorer explorer = new Explorer();
        Simulator.run(
                WorkloadGenerator.generate(
                        BuiltinCatalogues.named(catalogue), WorkloadRecipe.uniform(60), 1),
                () -> explorer);
        return explorer.site;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ii5", "i3"})
    void capacityIsThatOfTheLinearProgram(String catalogue) {
        CellProfile site = explored(catalogue);
        double[] mix = new double[site.profiles().size()];
        Arrays.setAll(mix, i -> 1 + i);
        ThroughputPrices prices = new ThroughputPrices(site.kinds());
        for (int i = 0; i < 5; i++) {
            prices.price(site.pools().size(), site.profiles(), mix);
        }
        double exact = solve(site, mix);
        assertThat(prices.capacityPerMilli()).isCloseTo(exact, within(0.03 * exact));
        for (ClassProfile profile : site.profiles()) {
            double flow = profile.options.stream().mapToDouble(option -> option.flowShare).sum();
            assertThat(flow).isCloseTo(1, within(1e-9));
        }
    }

    /**
     * A job that starts meets its classes one after the other, and the first may need resources of
     * one pool alone.
     */
    @ParameterizedTest
    @ValueSource(strings = {"ii5", "i3"})
    void resourcesDemandedLaterAreNotFreeOfCharge(String catalogue) {
        CellProfile site = explored(catalogue);
        List<ClassProfile> narrowFirst = new ArrayList<>(site.profiles());
        narrowFirst.sort(Comparator.comparingInt(profile -> profile.options.size()));
        double[] mix = new double[narrowFirst.size()];
        Arrays.fill(mix, 1);
        ThroughputPrices prices = new ThroughputPrices(site.kinds());
        for (int known = 1; known <= mix.length; known++) {
            prices.price(
                    site.pools().size(), narrowFirst.subList(0, known), Arrays.copyOf(mix, known));
        }
        assertThat(prices.capacityPerMilli()).isCloseTo(solve(site, mix), withinPercentage(5));
        for (ClassProfile profile : narrowFirst) {
            for (Option option : profile.options) {
                assertThat(option.costMillis).as(option.strategy.id()).isPositive();
            }
        }
    }

    /** max θ subject to the class mix and the capacity of every resource of every pool. */
    private static double solve(CellProfile site, double[] mix) {
        List<Option> options = new ArrayList<>();
        site.profiles().forEach(profile -> options.addAll(profile.options));
        int variables = options.size() + 1;
        List<LinearConstraint> constraints = new ArrayList<>();
        double total = Arrays.stream(mix).sum();
        for (int g = 0; g < mix.length; g++) {
            double[] row = new double[variables];
            row[options.size()] = -mix[g] / total;
            for (int i = 0; i < options.size(); i++) {
                row[i] = options.get(i).owner == site.profiles().get(g) ? 1 : 0;
            }
            constraints.add(new LinearConstraint(row, Relationship.EQ, 0));
        }
        for (int resource = 0; resource < site.pools().size() * site.kinds(); resource++) {
            double[] row = new double[variables];
            for (int i = 0; i < options.size(); i++) {
                for (int d = 0; d < options.get(i).resources.length; d++) {
                    if (options.get(i).resources[d] == resource) {
                        row[i] = options.get(i).workMillis[d] / 1000;
                    }
                }
            }
            constraints.add(new LinearConstraint(row, Relationship.LEQ, 1));
        }
        double[] objective = new double[variables];
        objective[options.size()] = 1;
        return new SimplexSolver()
                        .optimize(
                                new MaxIter(10_000),
                                new LinearObjectiveFunction(objective, 0),
                                new LinearConstraintSet(constraints),
                                GoalType.MAXIMIZE,
                                new NonNegativeConstraint(true))
                        .getValue()
                / 1000;
    }
}
