package org.dsppo.policy.training.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.SyntheticSite;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.learned.network.DsPpoPolicy;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.plan.StartingPolicy;
import org.dsppo.policy.training.sites.TrainingFamily;
import org.junit.jupiter.api.Test;

class EvolvedWeightsTest {

    private static final Workload HOME =
            WorkloadGenerator.generate(
                    BuiltinCatalogues.named("ii5"), WorkloadRecipe.uniform(600), 1);
    private static final Workload ELSEWHERE = SyntheticSite.racks(200, 1, 1.5, 3);

    private static final List<TrainingFamily> FAMILIES =
            List.of(new TrainingFamily("home", 0, 1, true, List.of("greedy"), seed -> HOME));
    private static final PolicyArtefact POLICY =
            StartingPolicy.greedy("p", FAMILIES).knowing(StartingPolicy.options(FAMILIES));

    private static PolicyArtefact moved(EvolvedWeights which) {
        SplittableRandom random = new SplittableRandom(4);
        float[] weights = POLICY.weights().clone();
        for (int at : which.positions(POLICY, FAMILIES)) {
            weights[at] += (float) random.nextDouble(-2, 2);
        }
        return POLICY.withWeights(weights);
    }

    private static Object decisions(PolicyArtefact policy, Workload workload) {
        return Simulator.run(workload, () -> new DsPpoPolicy(policy)).decisions();
    }

    @Test
    void whatCountsAtHomeChangesNothingElsewhere() {
        for (EvolvedWeights which : List.of(EvolvedWeights.AT_HOME, EvolvedWeights.OPTIONS)) {
            PolicyArtefact moved = moved(which);
            assertThat(decisions(moved, ELSEWHERE)).isEqualTo(decisions(POLICY, ELSEWHERE));
            assertThat(decisions(moved, HOME)).isNotEqualTo(decisions(POLICY, HOME));
        }
    }

    @Test
    void whatCountsAnywhereCountsAtHomeToo() {
        PolicyArtefact moved = moved(EvolvedWeights.ANYWHERE);
        assertThat(decisions(moved, ELSEWHERE)).isNotEqualTo(decisions(POLICY, ELSEWHERE));
        assertThat(decisions(moved, HOME)).isNotEqualTo(decisions(POLICY, HOME));
    }

    @Test
    void atHomeAreTheSitesWeightsAndThoseOfItsOptions() {
        int options = POLICY.knownOptions().size();
        assertThat(options).isPositive();
        assertThat(POLICY.knownOptions().sites()).isOne();
        int ofOptions = options * NetworkShape.KNOWN_OPTION_WEIGHTS;
        assertThat(EvolvedWeights.OPTIONS.positions(POLICY, FAMILIES)).hasSize(ofOptions);
        assertThat(EvolvedWeights.AT_HOME.positions(POLICY, FAMILIES))
                .hasSize(NetworkShape.KNOWN_SITE_WEIGHTS + ofOptions);
        assertThat(EvolvedWeights.ALL.positions(POLICY, FAMILIES))
                .hasSize(POLICY.shape().linearWeights());
    }

    /** Two sites are known, and families of one are trained on. */
    @Test
    void anotherHomeStaysAsItIs() {
        List<TrainingFamily> others =
                List.of(
                        new TrainingFamily(
                                "other", 0, 1, true, List.of("greedy"), seed -> ELSEWHERE));
        PolicyArtefact both = POLICY.knowing(StartingPolicy.options(others));
        assertThat(both.knownOptions().sites()).isEqualTo(2);
        float[] weights = both.weights().clone();
        for (int at : EvolvedWeights.AT_HOME.positions(both, others)) {
            weights[at] += at % 3 - 1;
        }
        PolicyArtefact moved = both.withWeights(weights);
        assertThat(decisions(moved, HOME)).isEqualTo(decisions(POLICY, HOME));
        assertThat(decisions(moved, ELSEWHERE)).isNotEqualTo(decisions(POLICY, ELSEWHERE));
    }

    @Test
    void allOfAPolicyThatKnowsNoOptionsAreThoseThatCountAnywhere() {
        PolicyArtefact stranger = StartingPolicy.greedy("p", FAMILIES);
        assertThat(EvolvedWeights.ALL.positions(stranger, FAMILIES))
                .isEqualTo(EvolvedWeights.ANYWHERE.positions(stranger, FAMILIES))
                .isNotEmpty();
    }
}
