package org.dsppo.policy.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.deepsets.DsPpoPolicy;
import org.dsppo.policy.features.CellFeatures;
import org.dsppo.policy.features.FeatureSchema;
import org.dsppo.policy.features.KnownOptions;
import org.dsppo.policy.features.Normaliser;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.simulation.Simulator;
import org.dsppo.policy.weights.PolicyArtefact;

/**
 * How the loads of a cell, normalised over all sites, are spread at one of them, every family that
 * is about it counting as much as the others.
 */
final class SiteLoads {

    private static final long SEED = -1001;

    private final List<double[]> means = new ArrayList<>();
    private final List<double[]> squares = new ArrayList<>();

    private SiteLoads() {}

    /**
     * Those that a policy meets at each known site that families are about, by the site's row. A
     * family of several sites counts nowhere.
     */
    static Map<Integer, SiteLoads> measure(PolicyArtefact policy, List<TrainingFamily> families) {
        Map<Integer, SiteLoads> loads = new HashMap<>();
        for (TrainingFamily family : families) {
            if (family.oneSite()) {
                KnownOptions its = StartingPolicy.options(List.of(family));
                Arrays.stream(policy.knownOptions().rowsOf(its))
                        .filter(row -> row != KnownOptions.UNKNOWN)
                        .map(policy.knownOptions()::site)
                        .findFirst()
                        .ifPresent(
                                site ->
                                        loads.computeIfAbsent(site, each -> new SiteLoads())
                                                .watch(policy, family));
            }
        }
        return loads;
    }

    private void watch(PolicyArtefact policy, TrainingFamily family) {
        Probe probe = new Probe(policy);
        Simulator.run(family.workloads().apply(SEED), () -> probe);
        means.add(probe.perRound(probe.sum));
        squares.add(probe.perRound(probe.squares));
    }

    double mean(int load) {
        return average(means, load);
    }

    double deviation(int load) {
        double mean = mean(load);
        return Math.sqrt(Math.max(0, average(squares, load) - mean * mean));
    }

    private static double average(List<double[]> families, int load) {
        return families.stream().mapToDouble(each -> each[load]).average().orElseThrow();
    }

    private static final class Probe implements PlacementPolicy {
        private final DsPpoPolicy policy;
        private final Normaliser normaliser;
        private final CellFeatures features = new CellFeatures();
        private final float[] cell = new float[FeatureSchema.CELL.size()];
        private final double[] sum = new double[FeatureSchema.LOADS];
        private final double[] squares = new double[FeatureSchema.LOADS];
        private long rounds;

        Probe(PolicyArtefact artefact) {
            this.policy = new DsPpoPolicy(artefact);
            this.normaliser = artefact.normalisers().cell();
        }

        double[] perRound(double[] sums) {
            return Arrays.stream(sums).map(each -> each / rounds).toArray();
        }

        @Override
        public String name() {
            return "site-loads";
        }

        @Override
        public void decide(PlacementRound round) {
            features.begin(round);
            normaliser.apply(features.cell(), 0, cell, 0);
            rounds++;
            for (int i = 0; i < sum.length; i++) {
                sum[i] += cell[i];
                squares[i] += (double) cell[i] * cell[i];
            }
            policy.decide(round);
        }
    }
}
