package org.dsppo.policy.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.deepsets.DsPpoPolicy;
import org.dsppo.policy.simulation.BuiltinCatalogues;
import org.dsppo.policy.simulation.Simulator;
import org.dsppo.policy.simulation.SyntheticSite;
import org.dsppo.policy.simulation.Workload;
import org.dsppo.policy.simulation.WorkloadGenerator;
import org.dsppo.policy.simulation.WorkloadRecipe;
import org.dsppo.policy.weights.NetworkShape;
import org.dsppo.policy.weights.PolicyArtefact;
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
    void constantsCountEverywhere() {
        PolicyArtefact moved = moved(EvolvedWeights.CONSTANTS);
        assertThat(decisions(moved, ELSEWHERE)).isNotEqualTo(decisions(POLICY, ELSEWHERE));
        assertThat(decisions(moved, HOME)).isNotEqualTo(decisions(POLICY, HOME));
    }

    @Test
    void constantsAndWhatCountsAtHomeAreAllButTheOptionsOwnConstantsTwice() {
        int options = POLICY.knownOptions().size();
        int atHome = EvolvedWeights.AT_HOME.positions(POLICY, FAMILIES).length;
        int constants = EvolvedWeights.CONSTANTS.positions(POLICY, FAMILIES).length;
        int all = EvolvedWeights.ALL.positions(POLICY, FAMILIES).length;
        assertThat(options).isPositive();
        assertThat(EvolvedWeights.OPTIONS.positions(POLICY, FAMILIES))
                .hasSize(options * NetworkShape.KNOWN_OPTION_WEIGHTS);
        assertThat(atHome + constants).isEqualTo(all + 2 * options);
    }

    /** Shifts with the load would be moved without any effect. */
    @Test
    void allOfAPolicyThatKnowsNoOptionsAreItsConstants() {
        PolicyArtefact stranger = StartingPolicy.greedy("p", FAMILIES);
        assertThat(EvolvedWeights.ALL.positions(stranger, FAMILIES))
                .isEqualTo(EvolvedWeights.CONSTANTS.positions(stranger, FAMILIES))
                .isNotEmpty();
    }
}
