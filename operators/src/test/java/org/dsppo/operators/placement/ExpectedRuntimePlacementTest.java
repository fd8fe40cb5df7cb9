package org.dsppo.operators.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.dsppo.operators.state.StateBackendKind;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes alike but for what tasks are expected to take there; listed is 1 s. */
class ExpectedRuntimePlacementTest {

    private static final PlacementOptions OPTIONS =
            PlacementOptions.defaults().toBuilder()
                    .restoreHoldMillis(0)
                    .defaultPolicy("minimum-completion-time")
                    .build();

    private static PlacementInput node(int index, Map<String, Double> expectedMillis) {
        NodeChanged listed = SmallCell.changed(SmallCell.NAME, index, NodeCondition.UP, 1_000);
        return PlacementInput.of(
                new NodeChanged(
                        listed.nodeId(),
                        listed.cluster(),
                        listed.cell(),
                        listed.labels(),
                        listed.capacity(),
                        listed.used(),
                        listed.running(),
                        listed.condition(),
                        listed.reportedAtMillis(),
                        expectedMillis));
    }

    @ParameterizedTest
    @EnumSource
    void tasksGoWhereTheyAreExpectedToEndFirstAfterARestoreToo(StateBackendKind backend)
            throws Exception {
        OperatorSubtaskState snapshot;
        try (PlacementHarness harness = PlacementHarness.start(OPTIONS, backend)) {
            harness.catalogue(SmallCell.catalogue(2));
            harness.advanceTo(1_000);
            harness.input(node(0, Map.of()));
            harness.input(node(1, Map.of()));
            harness.submit("a");
            harness.advanceTo(1_002);
            harness.input(node(0, Map.of("cpu-4", 1_500.0)));
            harness.submit("b");
            harness.advanceTo(1_004);
            assertThat(harness.assignments())
                    .containsOnly(Map.entry("a#1", "default-0"), Map.entry("b#1", "default-1"));
            snapshot = harness.snapshot();
        }
        try (PlacementHarness harness =
                PlacementHarness.restore(OPTIONS, backend, 1, snapshot).get(0)) {
            harness.jumpTo(1_010);
            harness.submit("c");
            harness.advanceTo(1_012);
            assertThat(harness.assignments()).containsOnly(Map.entry("c#1", "default-1"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void expectedTimesAreOfTheWallInAReplayThatIsFaster(StateBackendKind backend) throws Exception {
        PlacementOptions fast = OPTIONS.toBuilder().speed(20).build();
        try (PlacementHarness harness = PlacementHarness.start(fast, backend)) {
            harness.catalogue(SmallCell.catalogue(2));
            harness.advanceTo(1_000);
            // 60 ms of the wall are 1.2 s of the trace, which is more than listed.
            harness.input(node(0, Map.of("cpu-4", 60.0)));
            harness.input(node(1, null));
            harness.input(PlacementInput.of(TaskSubmitted.of("a", 1_000, "ai")));
            harness.advanceTo(1_002);
            assertThat(harness.assignments()).containsOnly(Map.entry("a#1", "default-1"));
        }
    }
}
