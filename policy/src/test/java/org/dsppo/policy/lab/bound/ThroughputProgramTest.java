package org.dsppo.policy.lab.bound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.DeviceSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.junit.jupiter.api.Test;

class ThroughputProgramTest {

    /** Two nodes of 4 CPUs, one of 8, and two with two GPUs each. */
    private static double busy(Map<String, List<ExecutionStrategy>> classes, double... work) {
        List<NodeSpec> nodes =
                List.of(
                        node("a-1", "a", Map.of("cpu", 4.0), Map.of()),
                        node("a-2", "a", Map.of("cpu", 4.0), Map.of()),
                        node("b-1", "b", Map.of("cpu", 8.0), Map.of()),
                        node("g-1", "g", Map.of("gpu", 2.0), Map.of("gpu", twoGpus())),
                        node("g-2", "g", Map.of("gpu", 2.0), Map.of("gpu", twoGpus())));
        Catalogue catalogue =
                new Catalogue(
                        "small",
                        List.of("cpu", "gpu"),
                        List.of(new AcceleratorKind("gpu", null, null)),
                        List.of(new ClusterSpec("c", "c", "default", Map.of(), Map.of())),
                        nodes,
                        classes);
        List<String> names = new ArrayList<>(classes.keySet());
        names.sort(null);
        Map<String, Double> amounts = new HashMap<>();
        for (int i = 0; i < work.length; i++) {
            amounts.put(names.get(i), work[i]);
        }
        return new ThroughputProgram(catalogue).busyMillis(amounts);
    }

    private static DeviceSpec twoGpus() {
        return new DeviceSpec(2, 1, null);
    }

    private static NodeSpec node(
            String id, String pool, Map<String, Double> capacity, Map<String, DeviceSpec> devices) {
        return new NodeSpec(id, "c", Map.of("pool", pool), capacity, devices);
    }

    private static ExecutionStrategy on(String pool, String kind, double amount, long millis) {
        return new ExecutionStrategy(
                pool + kind, Map.of("pool", pool), Map.of(kind, amount), millis, null);
    }

    /** 100 tasks of 2 of 8 CPUs for a second. */
    @Test
    void oneWayKeepsItsPoolBusy() {
        assertThat(busy(Map.of("x", List.of(on("a", "cpu", 2, 1000))), 100))
                .isCloseTo(25_000, within(1e-3));
    }

    /** One pool is twice as fast: it takes two thirds of what both carry. */
    @Test
    void poolsShareWorkBySpeed() {
        assertThat(busy(Map.of("x", List.of(on("a", "cpu", 2, 1000), on("b", "cpu", 2, 500))), 100))
                .isCloseTo(100_000 / 12.0, within(1e-3));
    }

    /** The one that can go elsewhere makes room for the one that cannot. */
    @Test
    void classesGiveWayToEachOther() {
        assertThat(
                        busy(
                                Map.of(
                                        "bound",
                                        List.of(on("a", "cpu", 2, 1000)),
                                        "free",
                                        List.of(on("a", "cpu", 2, 1000), on("b", "cpu", 2, 1000))),
                                100,
                                100))
                .isCloseTo(25_000, within(1e-3));
    }

    /** Three of 4 CPUs: one at a time on a node, though a third more would fit in sum. */
    @Test
    void onlyWholeTasksFitOnANode() {
        assertThat(busy(Map.of("x", List.of(on("a", "cpu", 3, 1000))), 100))
                .isCloseTo(50_000, within(1e-3));
    }

    /** Shares of .6 do not share a device with each other, whichever class they are of. */
    @Test
    void largeSharesTakeADeviceEach() {
        assertThat(
                        busy(
                                Map.of(
                                        "x", List.of(on("g", "gpu", 0.6, 1000)),
                                        "y", List.of(on("g", "gpu", 0.55, 1000))),
                                100,
                                100))
                .isCloseTo(50_000, within(1e-3));
    }

    /** .6 and .4 do. */
    @Test
    void smallSharesFillWhatLargeOnesLeave() {
        assertThat(
                        busy(
                                Map.of(
                                        "x", List.of(on("g", "gpu", 0.6, 1000)),
                                        "y", List.of(on("g", "gpu", 0.4, 1000))),
                                100,
                                100))
                .isCloseTo(25_000, within(1e-3));
    }

    @Test
    void namesAClassThatRunsNowhere() {
        assertThatThrownBy(() -> busy(Map.of("x", List.of(on("a", "gpu", 1, 1000))), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("class x of small runs nowhere, expected a node on which it fits");
    }
}
