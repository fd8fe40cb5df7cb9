package org.dsppo.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.StrategySet;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

class CellModelTest {

    private static final TinyCatalogue CATALOGUE =
            new TinyCatalogue()
                    .cluster("cloud", "one", Map.of(), Map.of())
                    .cluster("edge", "one", Map.of("cloud", 10.2), Map.of("cloud", 16.0))
                    .cluster("other", "two", Map.of(), Map.of())
                    .node("a", "cloud", 4, 0)
                    .node("b", "edge", 2, 1)
                    .node("x", "other", 64, 8)
                    .strategy("job", "any", null, Map.of("cpu", 1.0), 30)
                    .strategy("job", "gpu", null, Map.of("gpu", 1.0), 10)
                    .strategy("job", "wide", null, Map.of("cpu", 3.0), 20)
                    .strategy("job", "too-wide", null, Map.of("cpu", 5.0), 1)
                    .strategy("job", "elsewhere", "other", Map.of("cpu", 1.0), 1)
                    .strategy("hopeless", "huge", null, Map.of("cpu", 65.0), 1);

    private final CellModel model = new CellModel(CATALOGUE.build(), "one", List.of());

    private static TaskSubmitted task(List<ExecutionStrategy> strategies) {
        return new TaskSubmitted("t", 0, "job", 0, 1, null, null, 0, null, null, strategies);
    }

    private static ExecutionStrategy own(String id, double cpu) {
        return TinyCatalogue.strategy(id, null, Map.of("cpu", cpu), 5, null);
    }

    @Test
    void holdsTheNodesOfItsCellAndTheStrategiesThatFitOnThem() {
        assertThat(model.nodes()).extracting(NodeLedger::nodeId).containsExactly("a", "b");
        StrategySet job = model.strategies().of(task(null));
        assertThat(job.listed()).extracting(Strategy::id).containsExactly("any", "gpu", "wide");
        assertThat(job.fastestFirst())
                .extracting(Strategy::id)
                .containsExactly("gpu", "wide", "any");
        assertThat(job.shortestRuntimeMillis()).isEqualTo(10);
        assertThat(eligible(job, 0)).containsExactly("a", "b");
        assertThat(eligible(job, 1)).containsExactly("b");
        assertThat(eligible(job, 2)).containsExactly("a");
        assertThat(model.strategies().of(TaskSubmitted.of("t", 0, "hopeless")).listed()).isEmpty();
        assertThat(model.strategies().of(TaskSubmitted.of("t", 0, "unknown"))).isNull();
    }

    private List<String> eligible(StrategySet set, int strategy) {
        return model.strategies().eligible(set.listed().get(strategy)).stream()
                .map(NodeLedger::nodeId)
                .toList();
    }

    private static StrategyRegistry.Custom wishes(StrategyRegistry registry, TaskSubmitted task) {
        return registry.customOf(task, Set.of());
    }

    private static StrategySet join(StrategyRegistry registry, TaskSubmitted task) {
        return registry.join(task.taskClass(), wishes(registry, task));
    }

    @Test
    void equalListsOfStrategiesShareASetForAsLongAsSomebodyWaitsWithIt() {
        StrategyRegistry registry = model.strategies();
        StrategySet first = join(registry, task(List.of(own("s", 1), own("t", 3))));
        StrategySet second = join(registry, task(List.of(own("s", 1), own("t", 3))));
        assertThat(second).isSameAs(first);
        StrategySet other = join(registry, task(List.of(own("s", 2))));
        assertThat(other.listed().get(0).ordinal()).isEqualTo(5);
        registry.leave(wishes(registry, task(List.of(own("s", 1), own("t", 3)))));
        assertThat(registry.of(task(List.of(own("s", 1), own("t", 3))))).isSameAs(first);
        assertThat(eligible(first, 1)).containsExactly("a");

        registry.leave(wishes(registry, task(List.of(own("s", 1), own("t", 3)))));
        StrategySet next = join(registry, task(List.of(own("u", 4))));
        // The numbers of the first list, 3 and 4, are free again.
        assertThat(next.listed().get(0).ordinal()).isEqualTo(3);
        assertThat(eligible(other, 0)).containsExactly("a", "b");
        assertThat(registry.of(task(List.of(own("s", 1), own("t", 3))))).isNotSameAs(first);
    }

    @Test
    void lookingAtAListKeepsNothing() {
        StrategyRegistry registry = model.strategies();
        for (int i = 0; i < 3; i++) {
            assertThat(registry.of(task(List.of(own("s" + i, 1)))).listed().get(0).ordinal())
                    .isEqualTo(3);
        }
        assertThat(join(registry, task(List.of(own("huge", 99)))).listed()).isEmpty();
        assertThat(
                        registry.of(
                                        task(
                                                List.of(
                                                        TinyCatalogue.strategy(
                                                                "s",
                                                                null,
                                                                Map.of("fpga", 1.0),
                                                                1,
                                                                null))))
                                .listed())
                .isEmpty();
    }

    @Test
    void transferTakesLatencyAndBytesOverBandwidth() {
        assertThat(transferMillis("cloud", 1_000_000, "edge")).isEqualTo(511);
        assertThat(transferMillis("cloud", 0, "edge")).isEqualTo(11);
        assertThat(transferMillis("edge", 1_000_000, "edge")).isZero();
        assertThat(transferMillis(null, 1_000_000, "edge")).isZero();
        assertThat(transferMillis("other", 1_000_000, "edge")).isZero();
    }

    private long transferMillis(String origin, long bytes, String cluster) {
        TaskSubmitted task =
                new TaskSubmitted("t", 0, "job", 0, 1, null, origin, bytes, null, null, null);
        return model.transferMillis(task, cluster);
    }

    @Test
    void whatANodeSaysOfItselfWins() {
        NodeChanged reported =
                new NodeChanged(
                        "a",
                        "cloud",
                        "one",
                        Map.of("tier", "cloud", "gen", "2"),
                        Map.of("cpu", 6.0),
                        null,
                        List.of(),
                        NodeCondition.UP,
                        0);
        NodeChanged unlisted =
                new NodeChanged(
                        "z",
                        "edge",
                        "one",
                        Map.of(),
                        Map.of("cpu", 1.0),
                        null,
                        List.of(),
                        NodeCondition.UP,
                        0);
        assertThat(model.describes(reported)).isFalse();
        assertThat(model.describes(unlisted)).isFalse();
        CellModel after = new CellModel(CATALOGUE.build(), "one", List.of(unlisted, reported));
        assertThat(after.describes(reported)).isTrue();
        assertThat(after.describes(unlisted)).isTrue();
        assertThat(after.nodes()).extracting(NodeLedger::nodeId).containsExactly("a", "b", "z");
        assertThat(after.node("a").capacity(0)).isEqualTo(6_000_000);
        assertThat(after.node("a").labels()).containsEntry("gen", "2");
    }

    @Test
    void nodesAreOfOneTypeIfClusterLabelsAndCapacityAreEqual() {
        CellModel types =
                new CellModel(
                        new TinyCatalogue()
                                .cluster("c", "one", Map.of(), Map.of())
                                .node("a", "c", 4, 0)
                                .node("b", "c", 2, 0)
                                .node("d", "c", 4, 0)
                                .build(),
                        "one",
                        List.of());
        assertThat(types.nodes()).extracting(NodeLedger::type).containsExactly(0, 1, 0);
    }
}
