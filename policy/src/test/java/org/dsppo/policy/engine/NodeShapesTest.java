package org.dsppo.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.schemas.node.RunningAttempt;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

/** Capacity that moves, and nodes that come and go one by one. */
class NodeShapesTest {

    private final EngineBench bench = EngineBench.inService();

    private void report(String nodeId, double cpu, Double used, long millis, String... running) {
        report(nodeId, NodeCondition.UP, cpu, used, millis, running);
    }

    private void report(
            String nodeId,
            NodeCondition condition,
            double cpu,
            Double used,
            long millis,
            String... running) {
        bench.time(millis);
        bench.engine.nodeChanged(
                new NodeChanged(
                        nodeId,
                        "c",
                        "default",
                        Map.of(),
                        Map.of("cpu", cpu),
                        used == null ? null : Map.of("cpu", used),
                        List.of(running).stream().map(each -> new RunningAttempt(each, 1)).toList(),
                        condition,
                        millis),
                millis);
    }

    private List<String> nodes() {
        return bench.engine.nodes().stream().map(NodeView::nodeId).toList();
    }

    /** A new list of nodes shows that the cell was compiled. */
    private boolean compiledSince(List<? extends NodeView> before) {
        return bench.engine.nodes() != before;
    }

    @Test
    void capacityThatMovesByAHundredthIsChargedAndNothingIsCompiled() {
        List<? extends NodeView> before = bench.engine.nodes();
        for (int second = 1; second <= 60; second++) {
            report("a", second % 2 == 0 ? 1.98 : 2.02, 0.0, second * 1_000L);
            assertThat(bench.free("a")).isEqualTo(second % 2 == 0 ? 1_980 : 2_000);
        }
        assertThat(compiledSince(before)).isFalse();
        assertThat(bench.engine.nodes().get(0).capacity(0)).isEqualTo(2_000_000);

        report("a", 1.979, 0.0, 61_000);
        assertThat(compiledSince(before)).isTrue();
        assertThat(bench.engine.nodes().get(0).capacity(0)).isEqualTo(1_979_000);
    }

    @Test
    void whatIsLackingIsChargedBesideWhatIsHeldAndWhatOthersUse() {
        bench.submit("t").at(0).event(TaskEventKind.STARTED, "t", 1, "a");
        report("a", 1.99, 1.25, 1_000, "t");
        // 1.99 less 1 of ours less 0.25 of others
        assertThat(bench.free("a")).isEqualTo(740);
        report("a", NodeCondition.SUSPECT, 1.985, null, 2_000, "t");
        assertThat(bench.free("a")).isEqualTo(985);
        bench.event(TaskEventKind.FINISHED, "t", 1, "a");
        assertThat(bench.free("a")).isEqualTo(1_985);
        report("a", 2.0, 0.0, 3_000);
        assertThat(bench.free("a")).isEqualTo(2_000);
    }

    @Test
    void aTaskThatFillsTheNodeWaitsWhileTheNodeHasALittleLess() {
        EngineBench full = new EngineBench();
        full.catalogue(
                EngineBench.twoNodes()
                        .strategy("full", "all", null, Map.of("cpu", 2.0), 10_000)
                        .build());
        full.engine.nodeChanged(shape("a", 1.99), 0);
        full.submit(TaskSubmitted.of("t", 0, "full")).at(0);
        assertThat(full.heard())
                .containsExactly(
                        "WAIT t#1: not enough cpu free for any strategy, all first: needs 2, at most 1.99 free (c/a)");
        full.engine.nodeChanged(shape("a", 2.0), 1);
        full.at(1);
        assertThat(full.heard()).containsExactly("ASSIGN t#1 a");
    }

    @Test
    void aLittleMoreIsCompiledIfAClassFitsByIt() {
        EngineBench larger = new EngineBench();
        larger.catalogue(
                EngineBench.twoNodes()
                        .strategy("more", "all", null, Map.of("cpu", 2.01), 10_000)
                        .build());
        List<? extends NodeView> before = larger.engine.nodes();
        larger.engine.nodeChanged(shape("a", 2.005), 0);
        assertThat(larger.engine.nodes()).isSameAs(before);
        larger.engine.nodeChanged(shape("a", 2.01), 1_000);
        larger.submit(TaskSubmitted.of("t", 1_000, "more")).at(1_000);
        assertThat(larger.heard()).containsExactly("ASSIGN t#1 a");
    }

    private static NodeChanged shape(String nodeId, double cpu) {
        return new NodeChanged(
                nodeId,
                "c",
                "default",
                Map.of(),
                Map.of("cpu", cpu),
                null,
                List.of(),
                NodeCondition.UP,
                0);
    }

    @Test
    void nodesThatJoinOneByOneAreTakenInOnceASecond() {
        report("n00", 1, null, 10_000);
        assertThat(nodes()).containsExactly("a", "b", "n00");
        List<? extends NodeView> before = bench.engine.nodes();
        for (int i = 1; i < 50; i++) {
            report("n%02d".formatted(i), 1, null, 10_000 + 20 * i);
            bench.decide();
        }
        assertThat(compiledSince(before)).isFalse();
        assertThat(bench.engine.nextTimerMillis()).isEqualTo(11_000);
        bench.at(10_999);
        assertThat(compiledSince(before)).isFalse();
        bench.at(11_000);
        assertThat(nodes()).hasSize(52).contains("n49");
        assertThat(bench.engine.nodes()).allMatch(NodeView::schedulable);
        assertThat(bench.engine.nextTimerMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aNodeThatTakesAnotherShapeGetsNothingNewUntilItIsCompiled() {
        report("n", 1, null, 1_000);
        report("a", 0.5, 0.0, 1_100);
        report("b", 0.5, 0.0, 1_100);
        report("n", 3, 0.0, 1_100);
        bench.submit("t").at(1_100);
        assertThat(bench.heard())
                .containsExactly("WAIT t#1: no node for strategy run is in service");
        bench.at(2_000);
        assertThat(bench.heard()).containsExactly("ASSIGN t#1 n");
        assertThat(bench.free("n")).isEqualTo(2_000);
        assertThat(bench.free("a")).isEqualTo(500);
    }

    @Test
    void aNodeThatHasItsOldShapeAgainServesAtOnce() {
        report("n", 1, null, 1_000);
        report("a", 1.5, null, 1_100);
        report("b", NodeCondition.DOWN, 2, null, 1_100);
        report("n", NodeCondition.DOWN, 1, null, 1_100);
        report("a", 2, null, 1_200);
        bench.submit("t").at(1_200);
        assertThat(bench.heard()).containsExactly("ASSIGN t#1 a");
    }

    @Test
    void whatRunsOnANodeThatIsNotTakenInYetIsAdopted() {
        report("m", 1, null, 1_000);
        report("n", 1, null, 1_100);
        bench.submit("t").event(TaskEventKind.STARTED, "t", 1, "n");
        bench.at(1_100);
        assertThat(bench.free("n")).isZero();
        assertThat(bench.heard()).isEmpty();
    }

    @Test
    void nodesThatAreForgottenOneByOneLeaveOnceASecond() {
        report("m", 1, null, 1_000);
        bench.at(2_000);
        report("m", NodeCondition.FORGOTTEN, 1, null, 3_000);
        assertThat(nodes()).containsExactly("a", "b");
        report("n", 1, null, 5_000);
        report("n", NodeCondition.FORGOTTEN, 1, null, 5_100);
        assertThat(bench.engine.conditions()).containsEntry(NodeCondition.UNKNOWN, 1);
        bench.at(6_000);
        assertThat(nodes()).containsExactly("a", "b");
    }

    @Test
    void aClockThatWasSetBackPutsNothingOff() {
        report("m", 1, null, 1_000_000);
        report("n", 1, null, 1_000);
        assertThat(nodes()).containsExactly("a", "b", "m", "n");
    }
}
