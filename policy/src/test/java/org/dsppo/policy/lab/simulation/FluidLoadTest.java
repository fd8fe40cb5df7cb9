package org.dsppo.policy.lab.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.junit.jupiter.api.Test;

class FluidLoadTest {

    private static final List<NodeSpec> NODES =
            List.of(node("a-1", "a", 4), node("a-2", "a", 4), node("b-1", "b", 8));

    private static NodeSpec node(String id, String pool, double cpu) {
        return new NodeSpec(id, pool, Map.of("pool", pool), Map.of("cpu", cpu), Map.of());
    }

    private static ExecutionStrategy on(Map<String, String> selector, double cpu, long millis) {
        return new ExecutionStrategy("s" + selector, selector, Map.of("cpu", cpu), millis, null);
    }

    private static final ExecutionStrategy ON_A = on(Map.of("pool", "a"), 2, 1000);
    private static final ExecutionStrategy ON_B = on(Map.of("pool", "b"), 2, 1000);

    /** 100 tasks of 2 of 8 CPUs for a second. */
    @Test
    void oneWayToRunKeepsItsPoolBusy() {
        assertThat(
                        FluidLoad.bottleneckMillis(
                                NODES, Map.of("only", List.of(ON_A)), Map.of("only", 100.0)))
                .isCloseTo(25_000, within(1e-6));
    }

    @Test
    void twoEqualPoolsShareTheWork() {
        assertThat(
                        FluidLoad.bottleneckMillis(
                                NODES, Map.of("any", List.of(ON_A, ON_B)), Map.of("any", 100.0)))
                .isCloseTo(12_500, within(1e-6));
    }

    @Test
    void aStrategyWithoutSelectorUsesEveryPool() {
        assertThat(
                        FluidLoad.bottleneckMillis(
                                NODES,
                                Map.of("any", List.of(on(Map.of(), 2, 1000))),
                                Map.of("any", 100.0)))
                .isCloseTo(12_500, within(1e-6));
    }

    /** The bound class fills pool a for 25 s; the other, as much work, fits into b beside it. */
    @Test
    void whatIsBoundGoesFirstAndTheFlexibleAroundIt() {
        assertThat(
                        FluidLoad.bottleneckMillis(
                                NODES,
                                Map.of("bound", List.of(ON_A), "any", List.of(ON_A, ON_B)),
                                Map.of("bound", 100.0, "any", 100.0)))
                .isCloseTo(25_000, within(1e-6));
    }

    /** Nothing of 6 CPUs fits on nodes of 4. */
    @Test
    void poolsWhoseNodesAreTooSmallTakeNothing() {
        assertThat(
                        FluidLoad.bottleneckMillis(
                                NODES,
                                Map.of("large", List.of(on(Map.of(), 6, 1000))),
                                Map.of("large", 4.0)))
                .isCloseTo(3_000, within(1e-6));
    }
}
