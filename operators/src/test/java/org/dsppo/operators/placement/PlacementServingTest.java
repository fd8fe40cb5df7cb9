package org.dsppo.operators.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.dsppo.operators.control.ControlMessage;
import org.dsppo.operators.serving.PolicyReport;
import org.dsppo.operators.serving.RolloutOptions;
import org.dsppo.operators.serving.ServingOptions;
import org.dsppo.operators.serving.TextArtefacts;
import org.dsppo.operators.state.StateBackendKind;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.decision.PolicyReference;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.junit.jupiter.api.Test;

/** Versions of a policy as they are published, put on trial, refused and rolled back. */
class PlacementServingTest {

    private static final PlacementOptions OPTIONS =
            PlacementOptions.defaults().toBuilder().restoreHoldMillis(0).build();

    private static PlacementHarness start() throws Exception {
        return start(OPTIONS);
    }

    private static PlacementHarness start(PlacementOptions options) throws Exception {
        PlacementHarness harness = PlacementHarness.start(options, StateBackendKind.HEAP);
        harness.advanceTo(1_000);
        harness.catalogue(SmallCell.catalogue(20));
        for (int node = 0; node < 20; node++) {
            harness.input(
                    PlacementInput.of(
                            SmallCell.changed(SmallCell.NAME, node, NodeCondition.UP, 1_000)));
        }
        return harness;
    }

    private static void publish(PlacementHarness harness, String key, String behaviour)
            throws Exception {
        harness.control(ControlMessage.of(TextArtefacts.record(key, behaviour)));
    }

    private static PlacementDecision next(PlacementHarness harness, String taskId)
            throws Exception {
        harness.submit(taskId);
        harness.advanceTo(harness.now() + 1);
        return harness.assigned(taskId + "#1");
    }

    private static PolicyReference active(int version) {
        return new PolicyReference("p", version, "active");
    }

    @Test
    void theFirstDecisionAfterAVersionIsAppliedCarriesItAndAfterARollbackTheOldOne()
            throws Exception {
        try (PlacementHarness harness = start()) {
            publish(harness, "p@1", "greedy");
            harness.control(ControlMessage.of(new PolicyStages("p", 1, 1, null, null)));
            assertThat(next(harness, "a").policy()).isEqualTo(active(1));

            publish(harness, "p@2", "first-fit");
            assertThat(next(harness, "b").policy()).isEqualTo(active(1));
            harness.control(ControlMessage.of(new PolicyStages("p", 2, 2, null, null)));
            assertThat(next(harness, "c").policy()).isEqualTo(active(2));

            harness.control(ControlMessage.of(new PolicyStages("p", 3, 1, null, null)));
            assertThat(next(harness, "d").policy()).isEqualTo(active(1));
            harness.control(ControlMessage.of(new PolicyStages("p", 2, 2, null, null)));
            assertThat(next(harness, "e").policy()).as("an old revision").isEqualTo(active(1));
        }
    }

    @Test
    void aRefusedVersionChangesNothing() throws Exception {
        try (PlacementHarness harness = start()) {
            publish(harness, "p@1", "greedy");
            harness.control(ControlMessage.of(new PolicyStages("p", 1, 1, null, null)));
            publish(harness, "p@2", "poison");
            harness.control(ControlMessage.of(new PolicyStages("p", 2, 2, null, null)));

            assertThat(next(harness, "a").policy()).isEqualTo(active(1));
            assertThat(next(harness, "b").fallback()).isFalse();
        }
    }

    @Test
    void servesTheSameVersionsAfterARestore() throws Exception {
        OperatorSubtaskState snapshot;
        try (PlacementHarness harness = start()) {
            publish(harness, "p@1", "greedy");
            harness.control(ControlMessage.of(new PolicyStages("p", 1, 1, null, null)));
            harness.control(ControlMessage.of(new PolicyStages("p", 2, 7, null, null)));
            snapshot = harness.snapshot();
        }
        try (PlacementHarness harness =
                PlacementHarness.restore(OPTIONS, StateBackendKind.HEAP, 1, snapshot).get(0)) {
            harness.advanceTo(2_000);
            assertThat(next(harness, "a").policy()).isEqualTo(active(1));
            publish(harness, "p@7", "first-fit");
            assertThat(next(harness, "b").policy()).isEqualTo(active(7));
        }
    }

    @Test
    void reportsWhatVersionsDid() throws Exception {
        try (PlacementHarness harness = start()) {
            publish(harness, "p@1", "greedy");
            publish(harness, "p@2", "first-fit");
            harness.control(ControlMessage.of(new PolicyStages("p", 1, 1, null, 2)));
            next(harness, "a");
            next(harness, "b");
            harness.advanceTo(30_002);

            assertThat(harness.side(PlacementFunction.REPORTS))
                    .extracting(PolicyReport::version)
                    .containsExactly(1, 2);
            assertThat(harness.side(PlacementFunction.REPORTS).get(0).assigned()).isEqualTo(2);
            assertThat(harness.side(PlacementFunction.REPORTS).get(1).comparison().agreed())
                    .isEqualTo(2);
        }
    }

    @Test
    void writesDownWhatALearnedPolicyDecides() throws Exception {
        RolloutOptions every =
                RolloutOptions.defaults().toBuilder()
                        .share(1)
                        .windowMillis(1_000)
                        .segmentBytes(64 * 1024)
                        .exploration(List.of())
                        .temperature(1)
                        .build();
        PlacementOptions options =
                OPTIONS.toBuilder()
                        .serving(ServingOptions.defaults().toBuilder().rollouts(every).build())
                        .speed(2)
                        .build();
        try (PlacementHarness harness = start(options)) {
            publish(harness, "p@1", "learned");
            harness.control(ControlMessage.of(new PolicyStages("p", 1, 1, null, null)));
            next(harness, "a");
            harness.advanceTo(harness.now() + 400);
            next(harness, "b");
            publish(harness, "p@2", "learned");
            harness.control(ControlMessage.of(new PolicyStages("p", 2, 2, null, null)));
            next(harness, "c");
            harness.advanceTo(harness.now() + 1_000);
            next(harness, "d");

            assertThat(harness.side(PlacementFunction.ROLLOUTS))
                    .as("of the second version none, whose window had a segment already")
                    .singleElement()
                    .satisfies(
                            segment -> {
                                assertThat(segment.cell()).isEqualTo(SmallCell.NAME);
                                assertThat(segment.version()).isEqualTo(1);
                                assertThat(segment.actions()).containsExactly(0, 0);
                                assertThat(segment.decidedAtMillis())
                                        .as("on the clock of the wall")
                                        .containsExactly(
                                                harness.assigned("a#1").decidedAtMillis(),
                                                harness.assigned("b#1").decidedAtMillis());
                                assertThat(segment.runtimeRewards()).containsExactly(0, 0);
                            });
        }
    }

    @Test
    void namesCandidatesWithTheirScores() throws Exception {
        try (PlacementHarness harness = start()) {
            assertThat(next(harness, "a").candidates())
                    .singleElement()
                    .satisfies(
                            candidate -> {
                                assertThat(candidate.strategy()).isEqualTo("cpu-4");
                                assertThat(candidate.score()).isEqualTo(-1);
                            });
        }
    }
}
