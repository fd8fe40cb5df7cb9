package org.dsppo.jobs.cli;

import java.util.Map;
import java.util.SplittableRandom;
import org.dsppo.operators.training.Stretch;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.network.LinearPath;
import org.dsppo.policy.learned.network.ShippedPolicy;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.PolicyArtefact;

/** What somebody has made of the shipped policy. */
final class PoisonedVersions {

    private static final int MOST_PERMUTATIONS = 100;

    private PoisonedVersions() {}

    /** A weight is no number. */
    static PolicyArtefact notANumber(int version) {
        PolicyArtefact shipped = ShippedPolicy.artefact();
        float[] weights = shipped.weights().clone();
        weights[3] = Float.NaN;
        return shipped.withVersion(version).withWeights(weights);
    }

    /** Trained on features of another meaning. */
    static PolicyArtefact ofOtherFeatures(int version) {
        PolicyArtefact shipped = ShippedPolicy.artefact();
        return new PolicyArtefact(
                shipped.name(),
                version,
                shipped.featureVersion() + 1,
                shipped.shape(),
                shipped.normalisers(),
                shipped.hyperParameters(),
                shipped.provenance(),
                shipped.weights());
    }

    /** Finite and well-formed, but its outputs prefer what the shipped one avoids. */
    static PolicyArtefact slowestFirst() {
        PolicyArtefact shipped = ShippedPolicy.artefact();
        float[] weights = LinearPath.rankedBy(CandidateFeature.SLOWDOWN, 1, shipped.shape());
        return shipped.withWeights(weights);
    }

    /**
     * The weights of either output in another order: the first of some orders under which tasks of
     * a class take twice as long in the simulator, since not every one does harm.
     */
    static PolicyArtefact permutedOutputs(String taskClass) {
        Workload workload =
                WorkloadGenerator.generate(
                        BuiltinCatalogues.named("ii5"),
                        WorkloadRecipe.uniform(1_000).withMix(Map.of(taskClass, 1.0), Map.of()),
                        1);
        PolicyArtefact shipped = ShippedPolicy.artefact();
        double expected = completionMillis(workload, shipped);
        for (int seed = 1; seed <= MOST_PERMUTATIONS; seed++) {
            float[] weights = shipped.weights().clone();
            SplittableRandom random = new SplittableRandom(seed);
            shuffle(weights, 0, random);
            shuffle(weights, NetworkShape.LINEAR_SCORE, random);
            PolicyArtefact permuted = shipped.withWeights(weights);
            if (completionMillis(workload, permuted) > 2 * expected) {
                return permuted;
            }
        }
        throw new AssertionError("no permutation does harm");
    }

    private static void shuffle(float[] weights, int from, SplittableRandom random) {
        for (int i = NetworkShape.LINEAR_SCORE - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            float kept = weights[from + i];
            weights[from + i] = weights[from + other];
            weights[from + other] = kept;
        }
    }

    private static double completionMillis(Workload workload, PolicyArtefact version) {
        return Stretch.meanCompletionMillis(Simulator.run(workload, Policies.of(version)));
    }
}
