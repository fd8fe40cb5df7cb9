package org.dsppo.operators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.operators.serving.CanarySplit;
import org.dsppo.operators.training.Stretch;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.learned.network.ShippedPolicy;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.junit.jupiter.api.Test;

/**
 * Versions whose output layer is permuted: well-formed, finite, and of the right features, so that
 * only what they would do tells them from good ones.
 */
class PermutedOutputLayerTest {

    private static final double SPEED = 20;
    private static final int TASKS = 2_000;
    private static final Workload WORKLOAD =
            WorkloadGenerator.generate(
                    BuiltinCatalogues.named("ii5"), WorkloadRecipe.uniform(TASKS), 1);
    private static final LifeCycleOptions OPTIONS =
            LifeCycleOptions.of("ds-ppo", true, CanarySplit.WINDOWS, 3_000);

    /** Some permutations do no harm; these are the ones that have to be kept out. */
    private static final double HARM = 0.1;

    private final PolicyArtefact good = ShippedPolicy.artefact().withVersion(2);

    /** The weights of either output, admission and priority, in another order. */
    private PolicyArtefact permuted(long seed) {
        float[] weights = good.weights().clone();
        SplittableRandom random = new SplittableRandom(seed);
        for (int head = 0; head < 2; head++) {
            int from = head * NetworkShape.LINEAR_SCORE;
            for (int i = NetworkShape.LINEAR_SCORE - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                float kept = weights[from + i];
                weights[from + i] = weights[from + other];
                weights[from + other] = kept;
            }
        }
        return good.withVersion(3).withWeights(weights);
    }

    /** How a version does where nothing keeps it from acting. */
    private static double alone(PolicyArtefact version) {
        SimulatedJob job = new SimulatedJob(WORKLOAD, SPEED, OPTIONS, 0, version);
        return Stretch.meanCompletionMillis(job.run());
    }

    @Test
    void neverBecomesActiveAndNoTaskIsAffected() {
        SimulationResult undisturbed = new SimulatedJob(WORKLOAD, SPEED, OPTIONS, 0, good).run();
        double expected = Stretch.meanCompletionMillis(undisturbed);
        int harmful = 0;
        for (long seed = 1; seed <= 6; seed++) {
            PolicyArtefact version = permuted(seed);
            if (alone(version) < (1 + HARM) * expected) {
                continue;
            }
            harmful++;
            SimulatedJob job = new SimulatedJob(WORKLOAD, SPEED, OPTIONS, 0, good, version);
            SimulationResult run = job.run();
            assertThat(job.activeVersion()).isEqualTo(2);
            List<PolicyStages> records = job.records();
            assertThat(records).as("permutation %d", seed).hasSize(1);
            assertThat(records.get(0).reason()).startsWith("dropped 3: ");
            assertThat(run.decisions())
                    .as("what was decided while it was asked")
                    .isEqualTo(undisturbed.decisions())
                    .hasSize(TASKS)
                    .allMatch(each -> each.outcome() == AttemptOutcome.FINISHED);
        }
        assertThat(harmful).isGreaterThanOrEqualTo(3);
    }
}
