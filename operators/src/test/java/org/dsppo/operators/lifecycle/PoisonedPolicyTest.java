package org.dsppo.operators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.dsppo.operators.control.ArtefactRecord;
import org.dsppo.operators.control.ControlMessage;
import org.dsppo.operators.placement.PlacementInput;
import org.dsppo.operators.serving.CanarySplit;
import org.dsppo.operators.serving.Comparison;
import org.dsppo.operators.serving.ControlBoards;
import org.dsppo.operators.serving.KnownPolicies;
import org.dsppo.operators.serving.PolicyReport;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.learned.network.ShippedPolicy;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.schemas.codec.CatalogueEntries;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.dsppo.schemas.task.TaskMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions of the shipped policy that somebody has tampered with never become active. */
class PoisonedPolicyTest {

    private static final int BAD = 2;
    private static final Workload WORKLOAD =
            WorkloadGenerator.generate(
                    BuiltinCatalogues.named("ii5"), WorkloadRecipe.uniform(1_000), 5);
    private static final LifeCycleOptions OPTIONS =
            LifeCycleOptions.of("ds-ppo", true, CanarySplit.WINDOWS, 1_000).withSamples(20, 400, 2);

    private final PolicyArtefact shipped = ShippedPolicy.artefact();
    private KeyedBroadcastOperatorTestHarness<String, LifeCycleInput, ControlMessage, PolicyRecord>
            harness;

    @BeforeEach
    void start() throws Exception {
        harness =
                new KeyedBroadcastOperatorTestHarness<>(
                        new CoBroadcastWithKeyedOperator<>(
                                new LifeCycleFunction(
                                        OPTIONS, 500, 1, new KnownPolicies(), "ds-ppo", null),
                                ControlBoards.broadcastStates()),
                        input -> "ds-ppo",
                        Types.STRING,
                        128,
                        1,
                        0);
        harness.open();
        for (var entry : CatalogueEntries.of(WORKLOAD.catalogue())) {
            harness.processBroadcastElement(ControlMessage.of(entry), 0);
        }
        for (TaskMessage message : WORKLOAD.tasks().subList(0, 500)) {
            harness.processElement(LifeCycleInput.of(PlacementInput.of(message.submitted())), 0);
        }
    }

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    /** Publishes a version as shadow that agrees on easy tasks, and gives what follows. */
    private PolicyStages publish(PolicyArtefact artefact) throws Exception {
        harness.processBroadcastElement(
                ControlMessage.of(new ArtefactRecord("ds-ppo@" + BAD, artefact.toBytes())), 0);
        harness.processBroadcastElement(
                ControlMessage.of(
                        new PolicyStages("ds-ppo", 1, (int) shipped.version(), null, BAD)),
                0);
        harness.setProcessingTime(1_000);
        harness.processElement(
                LifeCycleInput.of(
                        PolicyReport.ofShadow(
                                "default",
                                "ds-ppo",
                                BAD,
                                1_000,
                                new Comparison(30, 25, 30, 1_000, 1_000, 0))),
                0);
        harness.setProcessingTime(2_000);
        assertThat(harness.extractOutputValues()).isNotEmpty();
        return harness.extractOutputValues().get(0).stages();
    }

    private void assertTakenOut(PolicyStages record) {
        assertThat(record.active()).isEqualTo((int) shipped.version());
        assertThat(record.canary()).isNull();
        assertThat(record.shadow()).isNull();
    }

    @Test
    void weightsThatAreNoNumbersAreRefused() throws Exception {
        float[] weights = shipped.weights().clone();
        weights[3] = Float.NaN;
        PolicyStages record = publish(shipped.withVersion(BAD).withWeights(weights));
        assertTakenOut(record);
        assertThat(record.reason()).startsWith("refused 2: ");
    }

    @Test
    void anotherFeatureVersionIsRefused() throws Exception {
        PolicyStages record =
                publish(
                        new PolicyArtefact(
                                shipped.name(),
                                BAD,
                                shipped.featureVersion() + 1,
                                shipped.shape(),
                                shipped.normalisers(),
                                shipped.hyperParameters(),
                                shipped.provenance(),
                                shipped.weights()));
        assertTakenOut(record);
        assertThat(record.reason()).startsWith("refused 2: ");
    }

    @Test
    void permutedWeightsFailTheReplayBeforeTheyMayAct() throws Exception {
        float[] weights = shipped.weights().clone();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = weights.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            float kept = weights[i];
            weights[i] = weights[other];
            weights[other] = kept;
        }
        assertThat(Arrays.equals(weights, shipped.weights())).isFalse();
        PolicyStages record = publish(shipped.withVersion(BAD).withWeights(weights));
        assertTakenOut(record);
        assertThat(record.reason()).startsWith("dropped 2: ").contains("replay of 500 tasks +");
    }

    @Test
    void thePolicyItselfGoesOnToTheCanary() throws Exception {
        PolicyStages record = publish(shipped.withVersion(BAD));
        assertThat(record.canary()).isEqualTo(BAD);
        assertThat(record.reason()).contains("replay of 500 tasks +0.0 %");
    }
}
