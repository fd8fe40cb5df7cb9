package org.dsppo.operators.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.dsppo.operators.control.ControlMessage;
import org.dsppo.operators.deadletter.DeadLetters;
import org.dsppo.operators.state.StateBackendKind;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.schemas.deadletter.DeadLetter;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.dsppo.schemas.summary.CellSummary;
import org.dsppo.schemas.task.TaskCancelled;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlacementFunctionTest {

    private static final long RETENTION_MILLIS = 60_000;
    private static final PlacementOptions OPTIONS =
            PlacementOptions.defaults().toBuilder()
                    .engine(
                            EngineOptions.defaults().toBuilder()
                                    .ageingIntervalMillis(60_000)
                                    .leaseMillis(30_000)
                                    .startedGraceMillis(5_000)
                                    .maxFailures(3)
                                    .dedupRetentionMillis(RETENTION_MILLIS)
                                    .waitNoticeMillis(10_000)
                                    .build())
                    .build();

    private static PlacementHarness start(StateBackendKind backend, int nodes) throws Exception {
        PlacementHarness harness = PlacementHarness.start(OPTIONS, backend);
        harness.advanceTo(1_000);
        harness.catalogue(SmallCell.catalogue(nodes));
        for (int i = 0; i < nodes; i++) {
            report(harness, i, NodeCondition.UP);
        }
        return harness;
    }

    private static void report(
            PlacementHarness harness, int node, NodeCondition condition, String... running)
            throws Exception {
        harness.input(
                PlacementInput.of(
                        SmallCell.changed(
                                SmallCell.NAME, node, condition, harness.now(), running)));
    }

    private static void happen(PlacementHarness harness, String decisionId, TaskEventKind... kinds)
            throws Exception {
        PlacementDecision decision = harness.assigned(decisionId);
        for (TaskEventKind kind : kinds) {
            harness.input(PlacementInput.of(SmallCell.event(decision, kind, harness.now())));
        }
    }

    private static void assertNothingIsLeft(PlacementHarness harness, int nodes) throws Exception {
        for (int i = 0; i < nodes; i++) {
            report(harness, i, NodeCondition.FORGOTTEN);
        }
        harness.advanceTo(harness.now() + RETENTION_MILLIS + 60_000);
        assertThat(harness.stateEntries()).isZero();
        assertThat(harness.timers()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void placesFinishesAndForgets(StateBackendKind backend) throws Exception {
        try (PlacementHarness harness = start(backend, 1)) {
            harness.submit("a", "b", "c");
            assertThat(harness.decisions()).as("before the batch is complete").isEmpty();
            harness.advanceTo(harness.now() + 1);

            assertThat(harness.assignments())
                    .isEqualTo(Map.of("a#1", "default-0", "b#1", "default-0"));
            assertThat(harness.decisions(DecisionKind.WAIT))
                    .extracting(PlacementDecision::taskId)
                    .containsExactly("c");

            happen(harness, "a#1", TaskEventKind.STARTED);
            harness.advanceTo(harness.now() + 1_000);
            happen(harness, "a#1", TaskEventKind.FINISHED);
            harness.advanceTo(harness.now() + 1);

            PlacementDecision third = harness.assigned("c#1");
            assertThat(third.waitMillis()).isEqualTo(1_002);
            assertThat(third.epoch()).isEqualTo(1);
            assertThat(third.policy().name()).isEqualTo("greedy");

            happen(harness, "b#1", TaskEventKind.STARTED, TaskEventKind.FINISHED);
            happen(harness, "c#1", TaskEventKind.STARTED, TaskEventKind.FINISHED);
            assertThat(harness.stateEntries()).isPositive();
            assertNothingIsLeft(harness, 1);
            assertThat(harness.assignments()).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void queuesTheTasksOfALostNodeAgain(StateBackendKind backend) throws Exception {
        try (PlacementHarness harness = start(backend, 2)) {
            harness.submit("a");
            harness.advanceTo(harness.now() + 1);
            String lost = harness.assigned("a#1").node();
            int index = lost.endsWith("0") ? 0 : 1;
            happen(harness, "a#1", TaskEventKind.STARTED);

            report(harness, index, NodeCondition.DOWN, "a#1");
            harness.advanceTo(harness.now() + 1);

            assertThat(harness.assigned("a#2").node()).isNotEqualTo(lost);
            happen(harness, "a#2", TaskEventKind.STARTED, TaskEventKind.FINISHED);
            assertNothingIsLeft(harness, 2);
        }
    }

    @Test
    void takesAnUnstartedAssignmentBack() throws Exception {
        try (PlacementHarness harness = start(StateBackendKind.HEAP, 1)) {
            harness.submit("a");
            harness.advanceTo(harness.now() + 30_100);

            assertThat(harness.decisions(DecisionKind.CANCEL))
                    .extracting(PlacementDecision::decisionId)
                    .containsExactly("a#1");
            assertThat(harness.assigned("a#2").decidedAtMillis()).isBetween(31_000L, 31_100L);
        }
    }

    @Test
    void ignoresRepeatsAndSetsConflictsAside() throws Exception {
        try (PlacementHarness harness = start(StateBackendKind.HEAP, 1)) {
            TaskSubmitted task = TaskSubmitted.of("a", harness.now(), "ai");
            harness.input(PlacementInput.of(task));
            harness.input(PlacementInput.of(task));
            harness.input(PlacementInput.of(task.submittedAt(5)));
            harness.advanceTo(harness.now() + 1);
            happen(
                    harness,
                    "a#1",
                    TaskEventKind.STARTED,
                    TaskEventKind.STARTED,
                    TaskEventKind.FINISHED,
                    TaskEventKind.FINISHED,
                    TaskEventKind.STARTED);
            harness.input(PlacementInput.of(task));
            harness.input(PlacementInput.of(new TaskCancelled("a", harness.now(), null)));
            harness.advanceTo(harness.now() + 1);

            assertThat(harness.decisions()).hasSize(1);
            assertThat(harness.side(DeadLetters.TAG))
                    .singleElement()
                    .satisfies(
                            letter -> {
                                assertThat(letter.reason()).isEqualTo("conflicting-content");
                                assertThat(letter.offset()).isEqualTo(-1);
                                assertThat(letter.payload()).contains("\"submittedAtMillis\":5");
                            });
            assertThat(harness.side(DeadLetters.TAG)).hasOnlyElementsOfType(DeadLetter.class);
            assertNothingIsLeft(harness, 1);
        }
    }

    @Test
    void rejectsAnUnknownClassAndACancellationThatCameFirst() throws Exception {
        try (PlacementHarness harness = start(StateBackendKind.HEAP, 1)) {
            harness.input(PlacementInput.of(TaskSubmitted.of("x", harness.now(), "nonsense")));
            harness.input(PlacementInput.of(new TaskCancelled("y", harness.now(), null)));
            harness.submit("y");
            harness.advanceTo(harness.now() + 1);

            assertThat(harness.decisions(DecisionKind.REJECT))
                    .extracting(PlacementDecision::reason)
                    .containsExactly("unknown class nonsense", "cancelled before it was submitted");
            assertNothingIsLeft(harness, 1);
        }
    }

    @Test
    void keepsNothingOfACellThatDoesNotExist() throws Exception {
        try (PlacementHarness harness = start(StateBackendKind.HEAP, 1)) {
            harness.advanceTo(harness.now() + 1);
            int before = harness.stateEntries();
            int timers = harness.timers();
            harness.input(
                    PlacementInput.of(
                            SmallCell.event(
                                    new PlacementDecision(
                                            "a#1",
                                            "a",
                                            1,
                                            "nowhere",
                                            1,
                                            DecisionKind.ASSIGN,
                                            "c",
                                            "n",
                                            "s",
                                            null,
                                            0,
                                            0,
                                            null,
                                            false,
                                            null,
                                            null),
                                    TaskEventKind.STARTED,
                                    0)));
            harness.advanceTo(harness.now() + 1);

            assertThat(harness.stateEntries()).isEqualTo(before);
            assertThat(harness.timers()).isEqualTo(timers);
        }
    }

    @Test
    void keepsTasksUntilTheCatalogueComes() throws Exception {
        try (PlacementHarness harness = PlacementHarness.start(OPTIONS, StateBackendKind.HEAP)) {
            harness.submit("a");
            harness.input(PlacementInput.of(TaskSubmitted.of("x", harness.now(), "nonsense")));
            report(harness, 0, NodeCondition.UP);
            harness.advanceTo(3_000);
            assertThat(harness.decisions()).isEmpty();

            harness.catalogue(SmallCell.catalogue(1));
            harness.advanceTo(3_000 + OPTIONS.tickMillis());

            assertThat(harness.assignments()).isEqualTo(Map.of("a#1", "default-0"));
            assertThat(harness.decisions(DecisionKind.REJECT)).hasSize(1);
        }
    }

    @Test
    void takesUpAChangedCatalogueWithoutAnyInput() throws Exception {
        try (PlacementHarness harness = start(StateBackendKind.HEAP, 1)) {
            harness.submit("a", "b", "c");
            harness.advanceTo(harness.now() + 1_500);
            happen(harness, "a#1", TaskEventKind.STARTED);
            happen(harness, "b#1", TaskEventKind.STARTED);

            report(harness, 1, NodeCondition.UP);
            harness.advanceTo(harness.now() + 1);
            assertThat(harness.assigned("c#1").node()).isEqualTo("default-1");

            harness.submit("d", "e");
            harness.advanceTo(harness.now() + 1);
            harness.catalogue(SmallCell.catalogue(3));
            report(harness, 2, NodeCondition.UP);
            harness.advanceTo(harness.now() + 1_500);
            assertThat(harness.assigned("e#1").node()).isEqualTo("default-2");
        }
    }

    @Test
    void followsTheStageRecordOfTheHighestRevision() throws Exception {
        try (PlacementHarness harness = start(StateBackendKind.HEAP, 4)) {
            harness.control(ControlMessage.of(new PolicyStages("first-fit", 7, 1, null, null)));
            harness.control(ControlMessage.of(new PolicyStages("greedy", 3, 1, null, null)));
            harness.submit("a");
            harness.advanceTo(harness.now() + 1);
            assertThat(harness.assigned("a#1").policy().name()).isEqualTo("first-fit");

            harness.control(ControlMessage.of(new PolicyStages("unheard-of", 9, 1, null, null)));
            harness.submit("b");
            harness.advanceTo(harness.now() + 1);
            assertThat(harness.assigned("b#1").policy().name()).isEqualTo("first-fit");

            harness.control(ControlMessage.of(new PolicyStages("greedy", 10, 1, null, null)));
            harness.submit("c");
            harness.advanceTo(harness.now() + 1);
            assertThat(harness.assigned("c#1").policy().name()).isEqualTo("greedy");

            harness.control(ControlMessage.policyRemoved("greedy"));
            harness.submit("d");
            harness.advanceTo(harness.now() + 1);
            assertThat(harness.assigned("d#1").policy().name()).isEqualTo("first-fit");
        }
    }

    @Test
    void summarisesEveryWindowAsASignOfLife() throws Exception {
        try (PlacementHarness harness = start(StateBackendKind.HEAP, 1)) {
            harness.submit("a", "b", "c");
            harness.advanceTo(2_000);
            happen(harness, "a#1", TaskEventKind.STARTED, TaskEventKind.FINISHED);
            happen(harness, "b#1", TaskEventKind.STARTED, TaskEventKind.FINISHED);
            harness.advanceTo(10_000);
            assertThat(harness.side(PlacementFunction.SUMMARIES))
                    .singleElement()
                    .satisfies(PlacementFunctionTest::assertFirstWindow);

            happen(harness, "c#1", TaskEventKind.STARTED, TaskEventKind.FINISHED);
            harness.advanceTo(200_000);
            List<CellSummary> summaries = harness.side(PlacementFunction.SUMMARIES);
            assertThat(summaries)
                    .extracting(CellSummary::windowEndMillis)
                    .isEqualTo(
                            LongStream.rangeClosed(1, 20)
                                    .mapToObj(window -> window * 10_000)
                                    .toList());
            assertThat(summaries.subList(2, 20))
                    .allMatch(quiet -> quiet.assigned() + quiet.finished() + quiet.waiting() == 0);
        }
    }

    private static void assertFirstWindow(CellSummary summary) {
        assertThat(summary.cell()).isEqualTo("default");
        assertThat(summary.policy().name()).isEqualTo("greedy");
        assertThat(summary.windowStartMillis()).isZero();
        assertThat(summary.windowEndMillis()).isEqualTo(10_000);
        assertThat(summary.assigned()).isEqualTo(3);
        assertThat(summary.finished()).isEqualTo(2);
        assertThat(summary.waiting()).isZero();
        // a and b waited 1 ms for the batch, c from 1000 to 2001.
        assertThat(summary.averageWaitingMillis()).isEqualTo((1 + 1 + 1_001) / 3.0);
        assertThat(summary.averageCompletionMillis()).isEqualTo(1_000);
        assertThat(summary.speed()).isEqualTo(1);
        assertThat(summary.nodes()).isEqualTo(1);
        assertThat(summary.schedulableNodes()).isEqualTo(1);
        assertThat(summary.downNodes()).isEmpty();
        assertThat(summary.obstacle()).isNull();
    }

    @Test
    void summariesNameWhatIsDownAndWhatStandsInTheWay() throws Exception {
        PlacementOptions fast = PlacementOptions.defaults().toBuilder().speed(20).build();
        try (PlacementHarness harness = PlacementHarness.start(fast, StateBackendKind.HEAP)) {
            harness.catalogue(SmallCell.catalogue(3));
            harness.input(
                    PlacementInput.of(SmallCell.changed("default", 1, NodeCondition.DOWN, 0)));
            harness.input(
                    PlacementInput.of(SmallCell.changed("default", 2, NodeCondition.DRAINING, 0)));
            harness.advanceTo(20_000);

            CellSummary summary = harness.side(PlacementFunction.SUMMARIES).get(0);
            assertThat(summary.speed()).isEqualTo(20);
            assertThat(summary.nodes()).isEqualTo(3);
            assertThat(summary.schedulableNodes()).isZero();
            assertThat(summary.downNodes()).containsExactly("cluster-of-default/default-1");
            assertThat(summary.obstacle())
                    .isEqualTo(
                            "none of its 3 nodes takes tasks: 1 never reported, 1 draining, 1"
                                    + " down");
        }
    }
}
