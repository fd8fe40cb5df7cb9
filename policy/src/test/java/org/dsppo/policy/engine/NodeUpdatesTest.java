package org.dsppo.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.dsppo.schemas.task.TaskEventKind;
import org.junit.jupiter.api.Test;

class NodeUpdatesTest {

    private final EngineBench bench = EngineBench.inService();

    @Test
    void useThatOurAttemptsDoNotExplainIsForeign() {
        bench.submit("t").at(0).event(TaskEventKind.STARTED, "t", 1, "a");
        bench.time(1_000).report("a", NodeCondition.UP, 1.25, 1_000, "t#1");
        assertThat(bench.free("a")).isEqualTo(750);
        bench.report("a", NodeCondition.UP, 0.4, 1_000, "t#1");
        assertThat(bench.free("a")).isEqualTo(1_000);
        bench.report("a", NodeCondition.UP, null, 1_000, "t#1");
        assertThat(bench.free("a")).isEqualTo(1_000);
    }

    @Test
    void attemptThatIsReservedButNotListedYetExplainsNothing() {
        bench.submit("t").at(0);
        bench.time(100).report("a", NodeCondition.UP, 0.5, 100);
        assertThat(bench.free("a")).isEqualTo(500);
    }

    @Test
    void reportFromBeforeAnEndStillListsItForAWhile() {
        bench.submit("t").at(0).event(TaskEventKind.STARTED, "t", 1, "a");
        bench.time(10_000).event(TaskEventKind.FINISHED, "t", 1, "a");
        bench.time(10_100).report("a", NodeCondition.UP, 1.0, 9_900, "t#1");
        assertThat(bench.free("a")).isEqualTo(2_000);
        // Listed long after its end it is not ours: something goes on there.
        bench.time(16_000).report("a", NodeCondition.UP, 1.0, 15_900, "t#1");
        assertThat(bench.free("a")).isEqualTo(1_000);
        bench.time(17_000).report("a", NodeCondition.UP, 0.0, 17_000);
        assertThat(bench.free("a")).isEqualTo(2_000);
    }

    @Test
    void changedCatalogueKeepsWhatEndedAMomentAgoInMind() {
        bench.submit("t").at(0).event(TaskEventKind.STARTED, "t", 1, "a");
        bench.time(9_000).report("a", NodeCondition.UP, 1.0, 9_000, "t#1");
        bench.time(10_000).event(TaskEventKind.FINISHED, "t", 1, "a");
        bench.catalogue(EngineBench.twoNodes().node("new", "c", 1, 0).build());
        assertThat(bench.free("a")).isEqualTo(2_000);
    }

    @Test
    void startedAttemptThatStaysMissingIsQueuedAgain() {
        bench.submit("t").at(0).event(TaskEventKind.STARTED, "t", 1, "a");
        bench.heard();
        bench.at(5_000).report("a", NodeCondition.UP);
        assertThat(bench.engine.nextTimerMillis()).isGreaterThan(10_000);
        bench.at(5_001).report("a", NodeCondition.UP);
        assertThat(bench.engine.nextTimerMillis()).isEqualTo(10_001);
        bench.at(10_000);
        assertThat(bench.heard()).isEmpty();
        bench.at(10_001);
        assertThat(bench.heard()).containsExactly("ASSIGN t#2 b");
        assertThat(bench.store.tasks.get("t").failures()).isEqualTo(1);
    }

    @Test
    void attemptThatIsListedAgainIsNotMissing() {
        bench.submit("t").at(0).event(TaskEventKind.STARTED, "t", 1, "a");
        bench.at(6_000).report("a", NodeCondition.UP);
        bench.at(7_000).report("a", NodeCondition.UP, "t#1");
        bench.at(60_000);
        assertThat(bench.heard()).containsExactly("ASSIGN t#1 a");
    }

    @Test
    void nothingNewIsPlacedOnANodeThatIsNotUpAndWhatRunsThereGoesOn() {
        bench.report("b", NodeCondition.DRAINING).submit("t").at(0);
        assertThat(bench.heard()).containsExactly("ASSIGN t#1 a");
        bench.report("a", NodeCondition.SUSPECT).submit("u").at(1);
        assertThat(bench.heard())
                .containsExactly("WAIT u#1: no node for strategy run is in service");
        bench.event(TaskEventKind.FINISHED, "t", 1, "a");
        bench.report("b", NodeCondition.UP).at(2);
        assertThat(bench.heard()).containsExactly("finished t#1", "ASSIGN u#1 b");
    }

    @Test
    void nodeThatReturnsKeepsReservedWhateverItListsUntilThatEnds() {
        bench.submit("t").at(0).event(TaskEventKind.STARTED, "t", 1, "a");
        bench.time(1_000).report("a", NodeCondition.DOWN).decide();
        assertThat(bench.heard()).containsExactly("ASSIGN t#1 a", "ASSIGN t#2 b");
        assertThat(bench.store.orphans).containsOnlyKeys("t#1");
        bench.time(60_000).report("a", NodeCondition.UP, 1.0, 60_000, "t#1");
        bench.report("a", NodeCondition.UP, 1.0, 60_000, "t#1");
        assertThat(bench.heard())
                .containsExactly("CANCEL t#1 a: given up while its node was out of reach");
        assertThat(bench.free("a")).isEqualTo(1_000);
        bench.time(61_000).report("a", NodeCondition.UP, 0.0, 61_000);
        assertThat(bench.free("a")).isEqualTo(2_000);
        assertThat(bench.store.orphans).isEmpty();
    }

    @Test
    void forgottenNodeTakesItsReservationsAlong() {
        bench.submit("t").at(0);
        bench.time(1_000).report("a", NodeCondition.FORGOTTEN).decide();
        assertThat(bench.heard()).containsExactly("ASSIGN t#1 a", "ASSIGN t#2 b");
        assertThat(bench.store.orphans).isEmpty();
        assertThat(bench.store.nodes).containsOnlyKeys("c/b");
        assertThat(bench.free("a")).isEqualTo(2_000);
        assertThat(bench.engine.nodes().get(0).schedulable()).isFalse();
    }
}
