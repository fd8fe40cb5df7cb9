package org.dsppo.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.DeviceSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.node.DeviceReport;
import org.dsppo.schemas.node.DeviceReports;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

/** A node of which each report says a little more or less memory of its devices. */
class DeviceJitterTest {

    private final List<PlacementDecision> decided = new ArrayList<>();
    private final PlacementEngine engine =
            new PlacementEngine(
                    "default",
                    EngineOptions.defaults(),
                    Baselines.named("greedy").get(),
                    new MemoryStore(),
                    new EngineListener() {
                        @Override
                        public void decided(PlacementDecision decision) {
                            decided.add(decision);
                        }

                        @Override
                        public void conflicted(TaskSubmitted task) {}
                    });
    private long nowMillis;

    DeviceJitterTest() {
        engine.useCatalogue(
                new Catalogue(
                        "one",
                        List.of("gpu", "gpumem"),
                        List.of(new AcceleratorKind("gpu", "gpumem", null)),
                        List.of(new ClusterSpec("c", "c", "default", Map.of(), Map.of())),
                        List.of(
                                new NodeSpec(
                                        "n",
                                        "c",
                                        Map.of(),
                                        Map.of("gpu", 2.0, "gpumem", 32_000.0),
                                        Map.of("gpu", new DeviceSpec(2, 1, 16_000.0)))),
                        Map.of("all", List.of(all(16_000)), "most", List.of(all(15_900)))),
                0);
    }

    private static ExecutionStrategy all(double memory) {
        return new ExecutionStrategy(
                "s", Map.of(), Map.of("gpu", 1.0, "gpumem", memory), 1_000, null);
    }

    private void report(double first, double second) {
        nowMillis += 2_000;
        engine.nodeChanged(
                new NodeChanged(
                        "n",
                        "c",
                        "default",
                        Map.of(),
                        Map.of("gpu", 2.0, "gpumem", first + second),
                        Map.of(
                                "gpu",
                                new DeviceReports(
                                        List.of(
                                                new DeviceReport(0, 1, first, null, null, true),
                                                new DeviceReport(1, 1, second, null, null, true)))),
                        null,
                        List.of(),
                        NodeCondition.UP,
                        nowMillis,
                        Map.of()),
                nowMillis);
        engine.advance(nowMillis);
    }

    /** Tasks that are assigned when one more of a class comes. */
    private List<String> submit(String id, String taskClass) {
        decided.clear();
        engine.submit(TaskSubmitted.of(id, nowMillis, taskClass), nowMillis);
        engine.decide(nowMillis);
        return decided.stream()
                .filter(each -> each.kind() == DecisionKind.ASSIGN)
                .map(each -> each.taskId() + " " + each.devices().get(0).index())
                .toList();
    }

    @Test
    void compilesNothingAndGivesNoMoreThanThereIs() {
        report(16_000, 16_000);
        NodeView compiled = engine.nodes().get(0);
        report(15_990, 15_950);
        assertThat(engine.nodes().get(0)).isSameAs(compiled);
        assertThat(submit("a", "all")).isEmpty();
        assertThat(submit("m", "most")).containsExactly("m 1");
        report(16_000, 15_940);
        assertThat(engine.nodes().get(0)).isSameAs(compiled);
        engine.decide(nowMillis);
        assertThat(decided)
                .filteredOn(each -> each.kind() == DecisionKind.ASSIGN)
                .extracting(PlacementDecision::taskId)
                .containsExactly("m", "a");
    }

    @Test
    void isCompiledAnewWhenTheDifferenceIsLarge() {
        report(16_000, 15_850);
        NodeView compiled = engine.nodes().get(0);
        // Listed are 16000 each: nearly the same, so the listed devices stand.
        assertThat(submit("a", "most")).containsExactly("a 0");
        assertThat(submit("b", "most")).isEmpty();
        report(16_000, 15_900);
        engine.decide(nowMillis);
        assertThat(engine.nodes().get(0)).isSameAs(compiled);
        assertThat(decided)
                .filteredOn(each -> each.kind() == DecisionKind.ASSIGN)
                .extracting(PlacementDecision::taskId)
                .containsExactly("b");
        report(16_000, 8_000);
        assertThat(engine.nodes().get(0)).isNotSameAs(compiled);
    }
}
