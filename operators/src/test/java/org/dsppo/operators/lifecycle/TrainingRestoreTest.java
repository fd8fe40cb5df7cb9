package org.dsppo.operators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.dsppo.operators.control.ArtefactRecord;
import org.dsppo.operators.control.ControlMessage;
import org.dsppo.operators.placement.PlacementInput;
import org.dsppo.operators.serving.CanarySplit;
import org.dsppo.operators.serving.ControlBoards;
import org.dsppo.operators.serving.KnownPolicies;
import org.dsppo.operators.state.OpenedHarness;
import org.dsppo.operators.state.StateBackendKind;
import org.dsppo.operators.training.TrainingOptions;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.policy.engine.ReportedNode;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.network.LinearPath;
import org.dsppo.policy.learned.network.ShippedPolicy;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.codec.CatalogueEntries;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Training in the operator, stopped in the middle of a generation and gone on with elsewhere. */
class TrainingRestoreTest {

    private static final int TASKS = 60;
    private static final int POPULATION = 6;

    /** One slice at every tick, whatever the clock says. */
    private static final TrainingOptions TRAINING =
            TrainingOptions.of("ds-ppo").toBuilder()
                    .tasks(TASKS)
                    .population(POPULATION)
                    .sigma(0.3)
                    .averaging(0.5)
                    .generations(2)
                    .mostGenerations(30)
                    .gain(0.01)
                    .mostAge(2)
                    .mostLogBias(Math.log(2))
                    .sliceMillis(0)
                    .build();

    private static final Workload TRACE =
            WorkloadGenerator.generate(
                    BuiltinCatalogues.named("ii5"),
                    WorkloadRecipe.uniform(4 * TASKS).withJitter(0.02),
                    3);

    private static KeyedBroadcastOperatorTestHarness<
                    String, LifeCycleInput, ControlMessage, PolicyRecord>
            open(StateBackendKind backend, OperatorSubtaskState state) throws Exception {
        var harness =
                new KeyedBroadcastOperatorTestHarness<
                        String, LifeCycleInput, ControlMessage, PolicyRecord>(
                        new CoBroadcastWithKeyedOperator<>(
                                new LifeCycleFunction(
                                        LifeCycleOptions.of(
                                                "ds-ppo", true, CanarySplit.WINDOWS, 1_000),
                                        4 * TASKS,
                                        1,
                                        new KnownPolicies(),
                                        "greedy",
                                        TRAINING),
                                ControlBoards.broadcastStates()),
                        input -> "ds-ppo",
                        Types.STRING,
                        OpenedHarness.MAX_PARALLELISM,
                        1,
                        0);
        harness.setStateBackend(backend.create());
        OpenedHarness.open(harness, state);
        return harness;
    }

    /** Prefers what takes longest, so that there is something to learn. */
    private static PolicyArtefact poor() {
        float[] weights = LinearPath.rankedBy(CandidateFeature.SLOWDOWN, 1, NetworkShape.LINEAR);
        return PolicyArtefact.of(
                        "ds-ppo",
                        NetworkShape.LINEAR,
                        ShippedPolicy.artefact().normalisers(),
                        weights)
                .withVersion(2);
    }

    private static void feed(
            KeyedBroadcastOperatorTestHarness<String, LifeCycleInput, ControlMessage, PolicyRecord>
                    harness)
            throws Exception {
        for (var entry : CatalogueEntries.of(TRACE.catalogue())) {
            harness.processBroadcastElement(ControlMessage.of(entry), 0);
        }
        harness.processBroadcastElement(
                ControlMessage.of(new ArtefactRecord("ds-ppo@2", poor().toBytes())), 0);
        harness.processBroadcastElement(
                ControlMessage.of(new PolicyStages("ds-ppo", 1, 2, null, null)), 0);
        for (NodeSpec node : TRACE.catalogue().nodes()) {
            NodeCondition condition =
                    node.nodeId().equals("cloud-00") ? NodeCondition.DOWN : NodeCondition.UP;
            happened(harness, PlacementInput.of(ReportedNode.of(node, condition, 0)));
        }
        int number = 0;
        for (TaskMessage message : TRACE.tasks()) {
            happened(harness, PlacementInput.of(message.submitted()));
            for (TaskEventKind kind : List.of(TaskEventKind.STARTED, TaskEventKind.FINISHED)) {
                long ran = kind == TaskEventKind.STARTED ? 0 : 10_000 + 100 * number++;
                happened(
                        harness,
                        PlacementInput.of(
                                new TaskEvent(
                                        message.taskId() + "#1",
                                        message.taskId(),
                                        1,
                                        "default",
                                        "cloud-01",
                                        TRACE.catalogue()
                                                .classes()
                                                .get(message.submitted().taskClass())
                                                .get(0)
                                                .id(),
                                        kind,
                                        message.atMillis() + ran,
                                        null)));
            }
        }
    }

    private static void happened(
            KeyedBroadcastOperatorTestHarness<String, LifeCycleInput, ControlMessage, PolicyRecord>
                    harness,
            PlacementInput input)
            throws Exception {
        harness.processElement(LifeCycleInput.of(input), 0);
    }

    private static void ticks(
            KeyedBroadcastOperatorTestHarness<String, LifeCycleInput, ControlMessage, PolicyRecord>
                    harness,
            int from,
            int to)
            throws Exception {
        for (int tick = from; tick <= to; tick++) {
            harness.setProcessingTime(tick * LifeCycleFunction.TICK_MILLIS);
        }
    }

    private static List<String> published(
            KeyedBroadcastOperatorTestHarness<String, LifeCycleInput, ControlMessage, PolicyRecord>
                    harness) {
        List<String> published = new ArrayList<>();
        for (PolicyRecord each : harness.extractOutputValues()) {
            published.add(
                    each.key()
                            + ' '
                            + (each.artefact() == null
                                    ? each.stages()
                                    : HexFormat.of().formatHex(each.artefact())));
        }
        return published;
    }

    @ParameterizedTest
    @EnumSource(StateBackendKind.class)
    void publishesTheSameToTheBitAsIfItHadNeverStopped(StateBackendKind backend) throws Exception {
        int enough = 40 * (POPULATION + 1);
        // The first begins; then it is a slice for every point, and one to end a generation.
        int middle = 1 + (POPULATION + 1) + POPULATION / 2;
        List<String> unbroken;
        try (var harness = open(backend, null)) {
            feed(harness);
            ticks(harness, 1, enough);
            unbroken = published(harness);
        }
        assertThat(unbroken).hasSizeGreaterThanOrEqualTo(1);
        assertThat(unbroken.get(0)).startsWith("ds-ppo@3 ");

        OperatorSubtaskState savepoint;
        try (var harness = open(backend, null)) {
            feed(harness);
            ticks(harness, 1, middle);
            assertThat(published(harness)).isEmpty();
            savepoint = harness.snapshot(1, middle * LifeCycleFunction.TICK_MILLIS);
        }
        try (var harness = open(backend, savepoint)) {
            harness.setProcessingTime(middle * LifeCycleFunction.TICK_MILLIS);
            ticks(harness, middle + 1, enough);
            assertThat(published(harness)).isEqualTo(unbroken);
        }
    }
}
