package org.dsppo.operators.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.dsppo.operators.control.CatalogueBoard;
import org.dsppo.operators.metrics.PlacementMetrics;
import org.dsppo.operators.serving.PolicyBoard;
import org.dsppo.operators.serving.TextArtefacts;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.codec.CatalogueEntries;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.summary.CellSummary;
import org.dsppo.schemas.summary.NodeLeftAlone;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

/** What the log says of a cell in which nothing is placed: once for each change. */
class StandstillTest {

    private static final TextArtefacts POLICIES = new TextArtefacts();

    private final List<String> log = new ArrayList<>();
    private final CatalogueBoard catalogue = new CatalogueBoard();
    private final HeapCell cell = new HeapCell();
    private final PlacementLogic logic =
            new PlacementLogic(
                    PlacementOptions.defaults(),
                    catalogue,
                    POLICIES,
                    new PolicyBoard(POLICIES, "greedy"),
                    cell,
                    cell,
                    cell,
                    new PlacementMetrics(new UnregisteredMetricsGroup()),
                    1,
                    false,
                    () -> 0,
                    log::add);
    private long nowMillis = 1_000;

    private void put(Catalogue of, String... without) {
        for (CatalogueEntry entry : CatalogueEntries.of(of)) {
            if (!List.of(without).contains(entry.key())) {
                catalogue.put(entry);
            }
        }
    }

    private void submit(String taskId) {
        logic.apply(PlacementInput.of(TaskSubmitted.of(taskId, nowMillis, "ai")), nowMillis);
    }

    private void report(int node, NodeCondition condition) {
        logic.apply(
                PlacementInput.of(SmallCell.changed(SmallCell.NAME, node, condition, nowMillis)),
                nowMillis);
    }

    /** The last attempt of a task ends. */
    private void ends(String taskId, TaskEventKind how) {
        PlacementDecision last =
                cell.decisions.stream()
                        .filter(each -> each.kind() == DecisionKind.ASSIGN)
                        .filter(each -> each.taskId().equals(taskId))
                        .reduce((before, after) -> after)
                        .orElseThrow();
        logic.apply(PlacementInput.of(SmallCell.event(last, how, nowMillis)), nowMillis);
    }

    private void pass(long millis) {
        long until = nowMillis + millis;
        while (!cell.timers.isEmpty() && cell.timers.first() <= until) {
            nowMillis = Math.max(nowMillis, cell.timers.first());
            logic.timerFired(SmallCell.NAME, cell.timers.pollFirst(), nowMillis);
        }
        nowMillis = until;
    }

    /** What was said since it was last asked. */
    private List<String> said() {
        List<String> lines = List.copyOf(log);
        log.clear();
        return lines;
    }

    @Test
    void tellsFromTheFirstTaskToTheFirstPlaceWhatIsMissing() {
        put(SmallCell.catalogue(3), "node/cluster-of-default/default-1");
        submit("a");
        pass(60_000);
        assertThat(said())
                .containsExactly(
                        "Cell default: nothing can be placed, 1 tasks wait: the catalogue is"
                                + " incomplete: 2 entries of kind NODE instead of 3, missing"
                                + " number 2");

        put(SmallCell.catalogue(3));
        pass(60_000);
        assertThat(said())
                .containsExactly(
                        "Catalogue small is in use: 1 clusters, 3 nodes, 1 classes",
                        "Cell default: nothing can be placed, 1 tasks wait: none of its 3 nodes"
                                + " has reported");

        report(0, NodeCondition.DRAINING);
        report(1, NodeCondition.DOWN);
        submit("b");
        pass(60_000);
        assertThat(said())
                .containsExactly(
                        "Cell default: nothing can be placed, 2 tasks wait: none of its 3 nodes"
                                + " takes tasks: 1 never reported, 1 draining, 1 down");

        report(2, NodeCondition.UP);
        pass(5_000);
        assertThat(said()).containsExactly("Cell default: tasks can be placed again");
        assertThat(cell.decisions).extracting("kind").asString().contains("ASSIGN");
    }

    @Test
    void tellsThatAllNodesWentAwayThoughNoTaskWaits() {
        put(SmallCell.catalogue(2));
        report(0, NodeCondition.UP);
        report(1, NodeCondition.UP);
        pass(30_000);
        assertThat(said())
                .containsExactly("Catalogue small is in use: 1 clusters, 2 nodes, 1 classes");

        report(0, NodeCondition.SUSPECT);
        pass(30_000);
        assertThat(said()).isEmpty();
        report(1, NodeCondition.DOWN);
        pass(30_000);
        assertThat(said())
                .containsExactly(
                        "Cell default: nothing can be placed, 0 tasks wait: none of its 2 nodes"
                                + " takes tasks: 1 suspect, 1 down");
        // Another mixture of the same is told, but not at every step of a slow failure.
        report(0, NodeCondition.DOWN);
        pass(1_000);
        report(0, NodeCondition.SUSPECT);
        pass(1_000);
        report(0, NodeCondition.DOWN);
        pass(30_000);
        assertThat(said())
                .containsExactly(
                        "Cell default: nothing can be placed, 0 tasks wait: none of its 2 nodes"
                                + " takes tasks: 2 down");
    }

    @Test
    void saysThatTheCatalogueListsNoNodeOfTheCell() {
        put(SmallCell.catalogue(2, List.of("elsewhere")));
        submit("a");
        pass(30_000);
        assertThat(said())
                .containsExactly(
                        "Catalogue small is in use: 1 clusters, 2 nodes, 1 classes",
                        "Cell default: nothing can be placed, 1 tasks wait: the catalogue lists no"
                                + " node for it");
    }

    @Test
    void saysThatANewCatalogueStaysIncompleteAndWhichOneServes() {
        put(SmallCell.catalogue(2));
        report(0, NodeCondition.UP);
        pass(30_000);
        said();

        put(SmallCell.catalogue(4), "node/cluster-of-default/default-3");
        submit("a");
        pass(CatalogueLog.PATIENCE_MILLIS - 1_000);
        assertThat(said()).as("it may still be on its way").isEmpty();
        pass(60_000);
        assertThat(said())
                .containsExactly(
                        "Catalogue small stays in use, the new one is incomplete: 3 entries of"
                                + " kind NODE instead of 4, missing number 4");

        put(SmallCell.catalogue(4));
        pass(60_000);
        assertThat(said())
                .containsExactly("Catalogue small is in use: 1 clusters, 4 nodes, 1 classes");
    }

    @Test
    void saysNothingOfATask() {
        submit("{\"secret\":1}");
        pass(60_000);
        assertThat(said()).hasSize(1).noneMatch(line -> line.contains("secret"));
    }

    @Test
    void tellsOfANodeOnWhichTasksFailOnceForEachChange() {
        put(SmallCell.catalogue(1));
        report(0, NodeCondition.UP);
        pass(1_000);
        for (String task : List.of("a", "b", "c")) {
            submit(task);
            pass(100);
            ends(task, TaskEventKind.FAILED);
        }
        pass(20_000);
        assertThat(said())
                .contains(
                        "Cell default: nothing can be placed, 3 tasks wait: none of its 1 nodes"
                                + " takes tasks: 1 left alone as tasks failed there")
                .filteredOn(each -> each.startsWith("Cell default: node"))
                .containsExactly(
                        "Cell default: node cluster-of-default/default-0 is left alone until"
                                + " 1970-01-01T00:00:32.300Z: tasks failed there, the last ones a,"
                                + " b, c");
        CellSummary summary = cell.summaries.get(cell.summaries.size() - 1);
        assertThat(summary.schedulableNodes()).isZero();
        assertThat(summary.leftAlone())
                .containsExactly(
                        new NodeLeftAlone(
                                "cluster-of-default/default-0",
                                32_300L,
                                "tasks failed there, the last ones a, b, c"));

        pass(10_000);
        assertThat(said())
                .filteredOn(each -> each.startsWith("Cell default: node"))
                .containsExactly(
                        "Cell default: node cluster-of-default/default-0 was left alone for long"
                                + " enough and is tried with one task");
        ends("a", TaskEventKind.FINISHED);
        pass(1_000);
        assertThat(said())
                .filteredOn(each -> each.startsWith("Cell default: node"))
                .containsExactly(
                        "Cell default: node cluster-of-default/default-0 is used again: a task"
                                + " ended well there");
    }
}
