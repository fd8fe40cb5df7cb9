package org.dsppo.policy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.features.CandidateSet;
import org.dsppo.policy.features.FeatureSchema;
import org.dsppo.policy.simulation.BuiltinCatalogues;
import org.dsppo.policy.simulation.WorkloadGenerator;
import org.dsppo.policy.simulation.WorkloadRecipe;
import org.dsppo.policy.weights.NetworkShape;
import org.dsppo.policy.weights.PolicyArtefact;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {

    private static final List<TrainingFamily> FAMILIES = List.of(family(400), family(2500));
    private static final PolicyArtefact POLICY = policy();

    private static TrainingFamily family(int tasks) {
        return new TrainingFamily(
                "home-" + tasks,
                0,
                1,
                true,
                List.of("greedy"),
                seed ->
                        WorkloadGenerator.generate(
                                BuiltinCatalogues.named("ii5"),
                                WorkloadRecipe.uniform(tasks),
                                seed));
    }

    /** With weights that tell places apart. */
    private static PolicyArtefact policy() {
        PolicyArtefact greedy = StartingPolicy.greedy("p", FAMILIES);
        PolicyArtefact knowing = greedy.knowing(StartingPolicy.options(FAMILIES));
        float[] weights = knowing.weights().clone();
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < weights.length; i++) {
            weights[i] += (float) random.nextDouble(-0.1, 0.1);
        }
        return knowing.withWeights(weights);
    }

    private static SearchSpace space(EvolvedWeights which) {
        return new SearchSpace(which, POLICY, FAMILIES);
    }

    @Test
    void theOriginIsTheStart() {
        for (EvolvedWeights which : EvolvedWeights.values()) {
            SearchSpace space = space(which);
            float[] weights = space.policy(space.origin()).weights();
            for (int i = 0; i < weights.length; i++) {
                assertThat(weights[i]).isCloseTo(POLICY.weights()[i], within(1e-6f));
            }
        }
    }

    @Test
    void whatCountsAnywhereIsSearchedAsItIs() {
        double[] origin = space(EvolvedWeights.ANYWHERE).origin();
        assertThat(origin.length).isEqualTo(NetworkShape.LINEAR_WEIGHTS);
        for (int i = 0; i < origin.length; i++) {
            assertThat(origin[i]).isEqualTo(POLICY.weights()[i]);
        }
    }

    /** A step along a load says how the weight differs one deviation away from the mean load. */
    @Test
    void aStepAlongALoadIsInDeviationsAtTheSite() {
        SiteLoads loads = SiteLoads.measure(POLICY, FAMILIES).get(0);
        int site = POLICY.shape().offsetOfSite(0, 0);
        int feature = 3;
        int load = 1;
        int constant = site + FeatureSchema.candidate(FeatureSchema.LOAD_DEPENDENT.get(feature));
        int first = site + CandidateSet.WIDTH + feature * FeatureSchema.LOADS;
        assertThat(loads.deviation(load)).isGreaterThan(0.05).isNotEqualTo(1);

        SearchSpace space = space(EvolvedWeights.AT_HOME);
        double[] point = space.origin();
        float[] moved = null;
        for (int i = 0; i < point.length && moved == null; i++) {
            double[] stepped = point.clone();
            stepped[i] += 0.5;
            float[] weights = space.policy(stepped).weights();
            if (Math.abs(weights[first + load] - POLICY.weights()[first + load]) > 1e-4) {
                moved = weights;
            }
        }
        assertThat(moved).isNotNull();
        for (double deviations : new double[] {0, 1, -2}) {
            double at = loads.mean(load) + deviations * loads.deviation(load);
            double before = POLICY.weights()[constant] + POLICY.weights()[first + load] * at;
            double after = moved[constant] + moved[first + load] * at;
            assertThat(after - before).isCloseTo(0.5 * deviations, within(1e-5));
        }
    }

    @Test
    void aLoadThatDoesNotVaryIsNotSearched() {
        int share = FeatureSchema.CELL.indexOf("node-share");
        assertThat(SiteLoads.measure(POLICY, FAMILIES).get(0).deviation(share)).isLessThan(1e-6);
        int[] positions = EvolvedWeights.AT_HOME.positions(POLICY, FAMILIES);
        int idle = 2 * (FeatureSchema.LOAD_DEPENDENT.size() + POLICY.knownOptions().size());
        SearchSpace space = space(EvolvedWeights.AT_HOME);
        double[] point = space.origin();
        assertThat(point.length).isEqualTo(positions.length - idle);

        Arrays.setAll(point, i -> point[i] + 1);
        float[] moved = space.policy(point).weights();
        int first = POLICY.shape().offsetOfSite(0, 0) + CandidateSet.WIDTH;
        assertThat(moved[first + share]).isEqualTo(POLICY.weights()[first + share]);
        assertThat(moved[first]).isNotEqualTo(POLICY.weights()[first]);
    }

    @Test
    void aFamilyOfSeveralSitesIsNoSite() {
        TrainingFamily home = FAMILIES.get(0);
        TrainingFamily several =
                new TrainingFamily("several", 0, 1, false, home.contenders(), home.workloads());
        assertThat(SiteLoads.measure(POLICY, List.of(several))).isEmpty();
    }

    @Test
    void nothingToSearchIsRefused() {
        PolicyArtefact stranger = StartingPolicy.greedy("p", FAMILIES);
        assertThatThrownBy(() -> new SearchSpace(EvolvedWeights.OPTIONS, stranger, FAMILIES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected families that have some");
    }
}
