package org.dsppo.operators.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.dsppo.operators.control.ControlMessage;
import org.dsppo.operators.state.OpenedHarness;
import org.dsppo.operators.state.StateBackendKind;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.codec.CatalogueEntries;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlacementRestoreTest {

    private static final PlacementOptions OPTIONS =
            PlacementOptions.defaults().toBuilder().restoreHoldMillis(0).build();
    private static final List<String> CELLS =
            IntStream.range(0, 8).mapToObj(i -> "cell-" + i).toList();
    private static final int NODES = 2;
    private static final int TASKS = 7;

    /** Subtasks that share out the cells as Flink does. */
    private record Run(List<PlacementHarness> subtasks) implements AutoCloseable {

        PlacementHarness of(String cell) {
            return subtasks.get(
                    KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            cell, OpenedHarness.MAX_PARALLELISM, subtasks.size()));
        }

        void input(PlacementInput input) throws Exception {
            of(input.cell()).input(input);
        }

        void advanceTo(long millis) throws Exception {
            for (PlacementHarness subtask : subtasks) {
                subtask.advanceTo(millis);
            }
        }

        void jumpTo(long millis) throws Exception {
            for (PlacementHarness subtask : subtasks) {
                subtask.jumpTo(millis);
            }
        }

        List<PlacementDecision> decisions(DecisionKind kind) {
            return subtasks.stream().flatMap(each -> each.decisions(kind).stream()).toList();
        }

        OperatorSubtaskState[] snapshot() throws Exception {
            OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
            for (int i = 0; i < states.length; i++) {
                states[i] = subtasks.get(i).snapshot();
            }
            return states;
        }

        @Override
        public void close() throws Exception {
            for (PlacementHarness subtask : subtasks) {
                subtask.close();
            }
        }
    }

    private static Run startWithTasks(StateBackendKind backend, int parallelism) throws Exception {
        Run run = new Run(PlacementHarness.startAll(OPTIONS, backend, parallelism));
        for (PlacementHarness subtask : run.subtasks()) {
            subtask.catalogue(SmallCell.catalogue(NODES, CELLS));
            subtask.control(ControlMessage.of(new PolicyStages("first-fit", 4, 1, null, null)));
        }
        run.advanceTo(1_000);
        for (String cell : CELLS) {
            for (int node = 0; node < NODES; node++) {
                run.input(
                        PlacementInput.of(SmallCell.changed(cell, node, NodeCondition.UP, 1_000)));
            }
            for (int task = 0; task < TASKS; task++) {
                run.input(PlacementInput.of(task(cell, task)));
            }
        }
        run.advanceTo(1_001);
        return run;
    }

    private static TaskSubmitted task(String cell, int index) {
        return new TaskSubmitted(
                cell + "/t" + index, 1_000, "ai", 0, 1, null, null, 0, cell, null, null);
    }

    /** Node to attempts that hold it, of what was assigned and has not ended. */
    private static Map<String, Integer> held(
            List<PlacementDecision> assigned, Set<String> finishedIds) {
        Map<String, Integer> held = new TreeMap<>();
        for (PlacementDecision decision : assigned) {
            if (!finishedIds.contains(decision.decisionId())) {
                held.merge(decision.node(), 1, Integer::sum);
            }
        }
        return held;
    }

    @ParameterizedTest
    @EnumSource
    void goesOnAtAnotherParallelismAsIfNothingHadHappened(StateBackendKind backend)
            throws Exception {
        List<PlacementDecision> assigned = new ArrayList<>();
        Set<String> finished = new HashSet<>();
        OperatorSubtaskState[] savepoint;
        try (Run run = startWithTasks(backend, 2)) {
            assigned.addAll(run.decisions(DecisionKind.ASSIGN));
            assertThat(held(assigned, finished))
                    .hasSize(16)
                    .allSatisfy((n, c) -> assertThat(c).isEqualTo(2));
            for (PlacementDecision decision : assigned) {
                run.input(
                        PlacementInput.of(SmallCell.event(decision, TaskEventKind.STARTED, 1_001)));
            }
            savepoint = run.snapshot();
        }
        try (Run run = new Run(PlacementHarness.restore(OPTIONS, backend, 1, savepoint))) {
            run.jumpTo(5_000);
            run.advanceTo(5_100);
            assertThat(run.decisions(DecisionKind.ASSIGN)).as("the nodes are full").isEmpty();
            finishAll(run, assigned, finished, 5_100);
            run.advanceTo(5_101);
            List<PlacementDecision> second = run.decisions(DecisionKind.ASSIGN);
            assertThat(second).hasSize(CELLS.size() * (TASKS - 2 * NODES));
            assertThat(second).allMatch(decision -> decision.epoch() == 2);
            assertThat(second).allMatch(decision -> decision.policy().name().equals("first-fit"));
            assigned.addAll(second);
            savepoint = run.snapshot();
        }
        try (Run run = new Run(PlacementHarness.restore(OPTIONS, backend, 3, savepoint))) {
            run.jumpTo(6_000);
            // Repeated submissions of everything, known as live or as ended.
            for (String cell : CELLS) {
                for (int task = 0; task < TASKS; task++) {
                    run.input(PlacementInput.of(task(cell, task)));
                }
            }
            for (PlacementDecision decision : assigned) {
                if (!finished.contains(decision.decisionId())) {
                    run.input(
                            PlacementInput.of(
                                    SmallCell.event(decision, TaskEventKind.STARTED, 6_000)));
                }
            }
            finishAll(run, assigned, finished, 6_000);
            run.advanceTo(6_100);
            assertThat(run.decisions(DecisionKind.ASSIGN)).isEmpty();
            assertNoneLeft(run);
        }
        assertThat(assigned)
                .extracting(PlacementDecision::decisionId)
                .doesNotHaveDuplicates()
                .hasSize(CELLS.size() * TASKS)
                .allMatch(id -> id.endsWith("#1"));
    }

    private static void finishAll(
            Run run, List<PlacementDecision> assigned, Set<String> finished, long atMillis)
            throws Exception {
        for (PlacementDecision decision : assigned) {
            if (finished.add(decision.decisionId())) {
                run.input(
                        PlacementInput.of(
                                SmallCell.event(decision, TaskEventKind.FINISHED, atMillis)));
            }
        }
    }

    private static void assertNoneLeft(Run run) throws Exception {
        for (String cell : CELLS) {
            for (int node = 0; node < NODES; node++) {
                run.input(
                        PlacementInput.of(
                                SmallCell.changed(cell, node, NodeCondition.FORGOTTEN, 6_100)));
            }
        }
        long forgotten = 6_100 + OPTIONS.engine().dedupRetentionMillis();
        run.jumpTo(forgotten);
        run.advanceTo(forgotten + 20_000);
        for (PlacementHarness subtask : run.subtasks()) {
            assertThat(subtask.stateEntries()).isZero();
            assertThat(subtask.timers()).isZero();
        }
    }

    @Test
    void letsExecutorsSpeakFirstAfterALongStop() throws Exception {
        OperatorSubtaskState[] savepoint;
        List<PlacementDecision> assigned;
        try (Run run = startWithTasks(StateBackendKind.HEAP, 1)) {
            assigned = run.decisions(DecisionKind.ASSIGN);
            savepoint = run.snapshot();
        }
        try (Run run =
                new Run(PlacementHarness.restore(OPTIONS, StateBackendKind.HEAP, 1, savepoint))) {
            // Every lease has run out, but the executors did start in time.
            run.jumpTo(600_000);
            run.advanceTo(601_000);
            for (PlacementDecision decision : assigned) {
                run.input(
                        PlacementInput.of(SmallCell.event(decision, TaskEventKind.STARTED, 2_000)));
            }
            run.advanceTo(700_000);

            assertThat(run.decisions(DecisionKind.CANCEL)).isEmpty();
            assertThat(run.decisions(DecisionKind.ASSIGN)).isEmpty();
        }
    }

    @Test
    void takesLeasesBackAfterTheGrace() throws Exception {
        OperatorSubtaskState[] savepoint;
        try (Run run = startWithTasks(StateBackendKind.HEAP, 1)) {
            savepoint = run.snapshot();
        }
        try (Run run =
                new Run(PlacementHarness.restore(OPTIONS, StateBackendKind.HEAP, 1, savepoint))) {
            run.jumpTo(600_000);
            run.advanceTo(600_000 + OPTIONS.restoreGraceMillis() + 1_000);

            assertThat(run.decisions(DecisionKind.CANCEL))
                    .hasSize(CELLS.size() * NODES * 2)
                    .allMatch(decision -> decision.decidedAtMillis() >= 605_000);
        }
    }

    @Test
    void restoresFromASnapshotTakenWhileTheCatalogueWasBeingReplaced() throws Exception {
        OperatorSubtaskState[] savepoint;
        List<PlacementDecision> assigned;
        Catalogue larger = SmallCell.catalogue(NODES + 1, CELLS);
        try (Run run = startWithTasks(StateBackendKind.HEAP, 1)) {
            assigned = run.decisions(DecisionKind.ASSIGN);
            // The new header promises nodes that have not come yet.
            run.subtasks().get(0).control(ControlMessage.of(CatalogueEntries.of(larger).get(0)));
            savepoint = run.snapshot();
        }
        try (Run run =
                new Run(PlacementHarness.restore(OPTIONS, StateBackendKind.HEAP, 1, savepoint))) {
            for (PlacementDecision decision : assigned) {
                run.input(
                        PlacementInput.of(SmallCell.event(decision, TaskEventKind.STARTED, 1_001)));
            }
            run.advanceTo(3_000);
            assertThat(run.decisions(DecisionKind.ASSIGN)).isEmpty();

            run.subtasks().get(0).catalogue(larger);
            for (String cell : CELLS) {
                run.input(
                        PlacementInput.of(SmallCell.changed(cell, NODES, NodeCondition.UP, 3_000)));
            }
            run.advanceTo(5_000);
            assertThat(held(run.decisions(DecisionKind.ASSIGN), Set.of()))
                    .hasSize(CELLS.size())
                    .allSatisfy((node, count) -> assertThat(node + count).endsWith("-22"));
        }
    }

    @Test
    void decidesNothingUntilEventsFromBeforeTheCrashWereRead() throws Exception {
        PlacementOptions holding = OPTIONS.toBuilder().restoreHoldMillis(1_000).build();
        OperatorSubtaskState[] savepoint;
        List<PlacementDecision> saved;
        List<PlacementDecision> lost;
        try (Run run = startWithTasks(StateBackendKind.HEAP, 1)) {
            savepoint = run.snapshot();
            saved = run.decisions(DecisionKind.ASSIGN);
            run.advanceTo(1_500);
            // Decided after the snapshot: state knows nothing of it, executors do.
            finishAll(run, saved, new HashSet<>(), 1_500);
            run.advanceTo(1_501);
            lost = new ArrayList<>(run.decisions(DecisionKind.ASSIGN));
            lost.removeAll(saved);
            assertThat(lost).hasSize(CELLS.size() * (TASKS - 2 * NODES));
        }
        try (Run run =
                new Run(PlacementHarness.restore(holding, StateBackendKind.HEAP, 1, savepoint))) {
            run.jumpTo(10_000);
            finishAll(run, saved, new HashSet<>(), 1_500);
            for (String cell : CELLS) {
                run.input(PlacementInput.of(task(cell, TASKS)));
            }
            run.advanceTo(10_500);
            assertThat(run.decisions(DecisionKind.ASSIGN)).isEmpty();
            for (PlacementDecision decision : lost) {
                run.input(
                        PlacementInput.of(SmallCell.event(decision, TaskEventKind.STARTED, 1_502)));
            }
            run.advanceTo(12_000);
            assertThat(run.decisions(DecisionKind.ASSIGN))
                    .as("only the new task of each cell")
                    .hasSize(CELLS.size())
                    .allMatch(decision -> decision.taskId().endsWith("/t" + TASKS))
                    .allMatch(decision -> decision.decidedAtMillis() >= 11_000);
        }
    }
}
