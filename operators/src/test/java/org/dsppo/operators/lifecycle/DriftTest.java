package org.dsppo.operators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.operators.serving.CanarySplit;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.network.LinearPath;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.Normalisers;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.plan.StartingPolicy;
import org.dsppo.policy.training.sites.CurriculumFamilies;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.junit.jupiter.api.Test;

/** The whole way of versions on a trace whose classes change half-way. */
class DriftTest {

    private static final double SPEED = 20;

    /** Those that the built-in plan begins with, whatever policy is shipped. */
    private static final Normalisers NORMALISERS =
            StartingPolicy.greedy("ds-ppo", CurriculumFamilies.all()).normalisers();

    private static final LifeCycleOptions OPTIONS =
            LifeCycleOptions.of("ds-ppo", true, CanarySplit.WINDOWS, 3_000)
                    .withSamples(200, 200, 3);

    private static Workload workload(int tasks, long horizonMillis) {
        Catalogue catalogue = BuiltinCatalogues.named("ii5");
        List<String> classes = List.copyOf(catalogue.classes().keySet());
        WorkloadRecipe recipe =
                new WorkloadRecipe(
                        tasks,
                        horizonMillis,
                        0.02,
                        0,
                        30_000,
                        weights(classes.subList(0, 3)),
                        weights(classes.subList(2, 5)));
        return WorkloadGenerator.generate(catalogue, recipe, 1);
    }

    private static Map<String, Double> weights(List<String> classes) {
        Map<String, Double> weights = new LinkedHashMap<>();
        classes.forEach(each -> weights.put(each, 1.0));
        return weights;
    }

    /** Places everything at once, the fastest or the slowest way there is. */
    private static PolicyArtefact placing(int version, boolean fastest) {
        float[] weights =
                LinearPath.rankedBy(
                        CandidateFeature.SLOWDOWN, fastest ? -1 : 1, NetworkShape.LINEAR);
        return PolicyArtefact.of("ds-ppo", NetworkShape.LINEAR, NORMALISERS, weights)
                .withVersion(version);
    }

    @Test
    void trainedVersionsBecomeActiveByThemselvesAndAreBetterInTheEnd() {
        long horizon = 6_000_000;
        Workload workload = workload(5_400, horizon);
        SimulatedJob off = new SimulatedJob(workload, SPEED, OPTIONS, 0, placing(2, false));
        double[] without = SimulatedJob.quarters(off.run(), horizon);
        SimulatedJob on = new SimulatedJob(workload, SPEED, OPTIONS, 3, placing(2, false));
        SimulationResult run = on.run();
        double[] with = SimulatedJob.quarters(run, horizon);

        assertThat(off.activeVersion()).isEqualTo(2);
        assertThat(on.activeVersion()).isGreaterThanOrEqualTo(3);
        assertThat(on.records().stream().map(PolicyStages::reason))
                .anyMatch(reason -> reason.startsWith("trained 3"))
                .anyMatch(reason -> reason.startsWith("3 to canary: "))
                .anyMatch(reason -> reason.startsWith("promoted 3: completion -"));
        assertThat(with[0]).as("the poor one decides at first").isGreaterThan(0.7 * without[0]);
        assertThat(with[3]).isLessThan(0.85 * without[3]);
    }

    @Test
    void aBetterVersionBecomesActiveAndAWorseOneDoesNot() {
        Workload workload = workload(2_000, 2_000_000);
        SimulatedJob better =
                new SimulatedJob(workload, SPEED, OPTIONS, 0, placing(2, false), placing(3, true));
        better.run();
        assertThat(better.activeVersion()).isEqualTo(3);

        SimulatedJob worse =
                new SimulatedJob(workload, SPEED, OPTIONS, 0, placing(2, true), placing(3, false));
        worse.run();
        assertThat(worse.activeVersion()).isEqualTo(2);
        assertThat(worse.records()).singleElement().matches(each -> each.canary() == null);

        SimulatedJob actsAllTheSame =
                new SimulatedJob(
                        workload, SPEED, withoutGates(), 0, placing(2, true), placing(3, false));
        actsAllTheSame.run();
        assertThat(actsAllTheSame.activeVersion()).isEqualTo(2);
        assertThat(actsAllTheSame.records().get(0).canary()).isEqualTo(3);
        assertThat(actsAllTheSame.records().get(1).reason()).startsWith("dropped 3: completion +");
    }

    /** So that it is for the canary alone to find out. */
    private static LifeCycleOptions withoutGates() {
        return OPTIONS.toBuilder()
                .automatic(true)
                .mostExcess(1e9)
                .leastAgreement(0)
                .replayTolerance(1e9)
                .build();
    }
}
