package org.dsppo.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class TaskAdmissionTest {

    private final EngineBench bench = EngineBench.inService();

    @Test
    void repeatIsIgnoredAndOtherContentIsAConflictWhetherItWaitsRunsOrHasEnded() {
        TaskSubmitted task = TaskSubmitted.of("t", 0, "job");
        TaskSubmitted other = TaskSubmitted.of("t", 1, "job");
        bench.submit(task).submit(task).submit(other);
        assertThat(bench.heard()).containsExactly("ignored DUPLICATE_SUBMISSION", "conflict t");
        bench.decide().submit(task).submit(other);
        assertThat(bench.heard())
                .containsExactly("ASSIGN t#1 a", "ignored DUPLICATE_SUBMISSION", "conflict t");
        bench.event(TaskEventKind.FINISHED, "t", 1, "a").submit(task).submit(other);
        assertThat(bench.heard())
                .containsExactly("finished t#1", "ignored DUPLICATE_SUBMISSION", "conflict t");
        // Forgotten after an hour: the id is free again.
        bench.at(3_600_000).submit(other).decide();
        assertThat(bench.heard()).containsExactly("ASSIGN t#1 a");
    }

    @Test
    void withdrawalMayComeBeforeTheSubmission() {
        bench.cancel("t").cancel("t").submit("t").submit("t").decide();
        assertThat(bench.heard())
                .containsExactly(
                        "ignored CANCELLED_AFTER_END",
                        "REJECT t#1: cancelled before it was submitted",
                        "ignored DUPLICATE_SUBMISSION");
        assertThat(bench.engine.nextTimerMillis()).isEqualTo(3_600_000);
    }

    @Test
    void withdrawalOfARunningTaskIsPassedOnOnceAndEndsItWhenItsExecutorStops() {
        bench.submit("t").decide().cancel("t").cancel("t");
        assertThat(bench.heard())
                .containsExactly(
                        "ASSIGN t#1 a", "CANCEL t#1 a: cancelled", "ignored DUPLICATE_EVENT");
        assertThat(bench.free("a")).isEqualTo(1_000);
        bench.event(TaskEventKind.FAILED, "t", 1, "a").decide();
        assertThat(bench.heard()).containsExactly("REJECT t#1: cancelled");
        assertThat(bench.free("a")).isEqualTo(2_000);
        assertThat(bench.store.tasks).isEmpty();
    }

    @Test
    void whatCanNeverRunIsRejected() {
        bench.submit(TaskSubmitted.of("t1", 0, "nonsense"));
        bench.submit(withStrategy("t2", Map.of("cpu", 3.0)));
        bench.submit(withStrategy("t3", Map.of("fpga", 1.0)));
        bench.submit(new TaskSubmitted("t4", 0, "job", 0, 1, 0L, null, 0, null, null, null));
        assertThat(bench.heard())
                .containsExactly(
                        "REJECT t1#1: unknown class nonsense",
                        "REJECT t2#1: no strategy fits on any node",
                        "REJECT t3#1: no strategy fits on any node",
                        "REJECT t4#1: past its deadline");
    }

    private static TaskSubmitted withStrategy(String taskId, Map<String, Double> demand) {
        return new TaskSubmitted(
                taskId,
                0,
                "job",
                0,
                1,
                null,
                null,
                0,
                null,
                null,
                List.of(TinyCatalogue.strategy("own", null, demand, 5, null)));
    }

    @Test
    void strategiesOfItsOwnReplaceThoseOfTheClass() {
        bench.submit(withStrategy("t", Map.of("cpu", 2.0))).decide();
        assertThat(bench.heard()).containsExactly("ASSIGN t#1 a");
        assertThat(bench.free("a")).isZero();
    }

    @Test
    void everythingIsKeptUntilTheCatalogueComes() {
        EngineBench early = new EngineBench();
        early.submit(TaskSubmitted.of("known", 0, "job"));
        early.submit(TaskSubmitted.of("unknown", 1, "nonsense"));
        early.report("a", NodeCondition.UP).decide();
        assertThat(early.heard()).isEmpty();
        assertThat(early.engine.waiting()).isEqualTo(2);
        assertThat(early.store.tasks).containsOnlyKeys("known", "unknown");
        early.catalogue(EngineBench.twoNodes().build()).decide();
        assertThat(early.heard())
                .containsExactlyInAnyOrder(
                        "REJECT unknown#1: unknown class nonsense", "ASSIGN known#1 a");
    }

    @Test
    void taskThatFitsOnlyAsTheCatalogueHasItsNodesIsKeptUntilTheyAreAsListed() {
        NodeChanged shrunk =
                new NodeChanged(
                        "a",
                        "c",
                        "default",
                        Map.of(),
                        Map.of("cpu", 0.5),
                        null,
                        List.of(),
                        NodeCondition.UP,
                        0);
        EngineBench one = new EngineBench();
        one.catalogue(
                new TinyCatalogue()
                        .cluster("c")
                        .node("a", "c", 2, 0)
                        .strategy("job", "run", null, Map.of("cpu", 1.0), 10_000)
                        .build());
        one.engine.nodeChanged(shrunk, 0);
        one.submit("t").decide();
        assertThat(one.heard()).isEmpty();
        assertThat(one.engine.waiting()).isEqualTo(1);
        one.report("a", NodeCondition.UP).at(1_000);
        assertThat(one.heard()).containsExactly("ASSIGN t#1 a");
    }

    @Test
    void classThatLeavesTheCatalogueTakesItsWaitingTasksAlong() {
        bench.submit("t1").decide();
        bench.report("a", NodeCondition.DRAINING).report("b", NodeCondition.DRAINING).submit("t2");
        bench.catalogue(
                new TinyCatalogue()
                        .cluster("c")
                        .node("a", "c", 2, 0)
                        .strategy("new", "run", null, Map.of("cpu", 1.0), 1)
                        .build());
        assertThat(bench.heard())
                .containsExactly("ASSIGN t1#1 a", "REJECT t2#1: unknown class job");
        bench.event(TaskEventKind.FAILED, "t1", 1, "a");
        assertThat(bench.heard()).containsExactly("REJECT t1#2: unknown class job");
    }
}
