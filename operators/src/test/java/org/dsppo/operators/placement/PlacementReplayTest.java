package org.dsppo.operators.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.dsppo.operators.deadletter.DeadLetters;
import org.dsppo.operators.serving.PolicyReport;
import org.dsppo.operators.state.StateBackendKind;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.summary.CellSummary;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

/** A trace at twenty times its speed: the engine goes by the trace, all else by the wall. */
class PlacementReplayTest {

    private static final PlacementOptions OPTIONS =
            PlacementOptions.defaults().toBuilder().speed(20).build();

    @Test
    void saysWallTimeAndWaitsForExecutorsByTheWall() throws Exception {
        try (PlacementHarness harness = PlacementHarness.start(OPTIONS, StateBackendKind.HEAP)) {
            harness.advanceTo(1_000);
            harness.catalogue(SmallCell.catalogue(1));
            harness.input(
                    PlacementInput.of(
                            SmallCell.changed(SmallCell.NAME, 0, NodeCondition.UP, 1_000)));
            harness.submit("a", "b", "c");
            harness.input(PlacementInput.of(TaskSubmitted.of("a", 7, "ai")));
            harness.advanceTo(1_001);
            assertThat(harness.side(DeadLetters.TAG))
                    .singleElement()
                    .matches(letter -> letter.payload().contains("\"submittedAtMillis\":7"));
            assertThat(harness.assigned("a#1").decidedAtMillis()).isEqualTo(1_001);
            assertThat(harness.assigned("a#1").waitMillis()).isEqualTo(1);

            for (String id : new String[] {"a#1", "b#1"}) {
                harness.input(
                        PlacementInput.of(
                                SmallCell.event(
                                        harness.assigned(id), TaskEventKind.STARTED, 1_001)));
            }
            harness.advanceTo(1_051);
            harness.input(
                    PlacementInput.of(
                            SmallCell.event(
                                    harness.assigned("a#1"), TaskEventKind.FINISHED, 1_051)));
            harness.advanceTo(1_052);
            PlacementDecision third = harness.assigned("c#1");
            assertThat(third.waitMillis()).isEqualTo(52);

            harness.advanceTo(31_000);
            assertThat(harness.decisions(DecisionKind.CANCEL)).isEmpty();
            harness.advanceTo(31_100);
            assertThat(harness.decisions(DecisionKind.CANCEL))
                    .extracting(PlacementDecision::decisionId)
                    .as("a lease is a matter of executors")
                    .containsExactly("c#1");

            CellSummary summary = harness.side(PlacementFunction.SUMMARIES).get(0);
            assertThat(summary.averageCompletionMillis()).isEqualTo(51);
            PolicyReport report = harness.side(PlacementFunction.REPORTS).get(0);
            // Waits of 1, 1 and 52 ms of the wall, on the clock of the trace as run times are.
            assertThat(report.waitingMillis()).isEqualTo(20 * (1 + 1 + 52));
            assertThat(report.waitedMillis()).isEqualTo(20 * (1 + 1 + 52));
            assertThat(report.arrived()).isEqualTo(3);
            assertThat(report.excessMillis()).isZero();
            assertThat(report.shortestMillis()).isEqualTo(3 * 1_000);
        }
    }
}
