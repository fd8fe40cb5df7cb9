package org.dsppo.operators.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.dsppo.operators.control.ControlMessage;
import org.dsppo.operators.state.StateBackendKind;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.catalogue.CatalogueEntryKind;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.node.DeviceReport;
import org.dsppo.schemas.node.DeviceReports;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.node.RunningAttempt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NodeHealthFunctionTest {

    private static final long FORGET_MILLIS = 3_600_000;
    private static final NodeHealthOptions OPTIONS =
            NodeHealthOptions.defaults().toBuilder()
                    .suspectMillis(5_000)
                    .downMillis(15_000)
                    .forgetMillis(FORGET_MILLIS)
                    .refreshMillis(10_000)
                    .usedTolerance(0.01)
                    .expectedMillis(30_000)
                    .build();

    private static ControlMessage cluster(String id, String cell) {
        return ControlMessage.of(
                new CatalogueEntry(
                        CatalogueEntryKind.CLUSTER,
                        id,
                        0,
                        null,
                        new ClusterSpec(id, "edge", cell, Map.of(), Map.of()),
                        null,
                        null));
    }

    private static NodeTelemetry report(long sequence, long atMillis) {
        return report("n", sequence, atMillis, 1.0, true, false);
    }

    private static NodeTelemetry report(
            String nodeId,
            long sequence,
            long atMillis,
            double used,
            boolean healthy,
            boolean draining,
            RunningAttempt... running) {
        return new NodeTelemetry(
                nodeId,
                "edge",
                Map.of("tier", "edge"),
                Map.of("cpu", 10.0),
                Map.of(),
                Map.of("cpu", used),
                List.of(running),
                healthy,
                draining,
                atMillis,
                sequence);
    }

    private static NodeHealthHarness start(StateBackendKind backend) throws Exception {
        NodeHealthHarness harness = NodeHealthHarness.start(OPTIONS, backend.create());
        harness.control(cluster("edge", "west"));
        harness.jumpTo(1_000);
        return harness;
    }

    private static List<NodeCondition> conditions(NodeHealthHarness harness) {
        return harness.changes().stream().map(NodeChanged::condition).toList();
    }

    @ParameterizedTest
    @EnumSource
    void goesFromUpToSuspectToDownToForgotten(StateBackendKind backend) throws Exception {
        try (NodeHealthHarness harness = start(backend)) {
            harness.report(report(1, 900));
            assertThat(harness.changes())
                    .singleElement()
                    .satisfies(
                            change -> {
                                assertThat(change.condition()).isEqualTo(NodeCondition.UP);
                                assertThat(change.cell()).isEqualTo("west");
                                assertThat(change.seenAtMillis()).isEqualTo(1_000);
                            });
            harness.jumpTo(3_000);
            harness.report(report(2, 2_900));
            assertThat(harness.changes()).as("nothing has changed").isEmpty();

            harness.jumpTo(7_999);
            assertThat(harness.changes()).isEmpty();
            harness.jumpTo(8_000);
            assertThat(conditions(harness)).containsExactly(NodeCondition.SUSPECT);
            harness.jumpTo(17_999);
            assertThat(harness.changes()).isEmpty();
            harness.jumpTo(18_000);
            assertThat(conditions(harness)).containsExactly(NodeCondition.DOWN);
            assertThat(harness.timers()).isEqualTo(1);
            harness.jumpTo(3_000 + FORGET_MILLIS);
            assertThat(conditions(harness)).containsExactly(NodeCondition.FORGOTTEN);
            assertThat(harness.stateEntries()).isZero();
            assertThat(harness.timers()).isZero();
        }
    }

    @Test
    void comesBackUpAndIsWatchedAgainAtOnce() throws Exception {
        try (NodeHealthHarness harness = start(StateBackendKind.HEAP)) {
            harness.report(report(1, 900));
            harness.jumpTo(6_000);
            harness.jumpTo(16_000);
            assertThat(conditions(harness))
                    .containsExactly(NodeCondition.UP, NodeCondition.SUSPECT, NodeCondition.DOWN);

            harness.jumpTo(20_000);
            harness.report(report(2, 20_000));
            assertThat(conditions(harness)).containsExactly(NodeCondition.UP);
            harness.jumpTo(25_000);
            assertThat(conditions(harness)).containsExactly(NodeCondition.SUSPECT);
            assertThat(harness.timers()).isEqualTo(1);
        }
    }

    @Test
    void ignoresRepeatedAndOvertakenReportsButNotARestart() throws Exception {
        try (NodeHealthHarness harness = start(StateBackendKind.HEAP)) {
            harness.report(report("n", 7, 900, 1, true, true));
            assertThat(conditions(harness)).containsExactly(NodeCondition.DRAINING);
            harness.report(report("n", 7, 900, 1, true, true));
            harness.report(report("n", 6, 800, 9, true, false));
            assertThat(harness.changes()).isEmpty();

            harness.report(report("n", 1, 950, 1, true, false));
            assertThat(conditions(harness)).containsExactly(NodeCondition.UP);
            harness.report(report("n", 2, 100, 1, false, false));
            assertThat(conditions(harness))
                    .as("clock set back")
                    .containsExactly(NodeCondition.DOWN);
        }
    }

    @Test
    void repeatedReportsAreNoSignOfLife() throws Exception {
        try (NodeHealthHarness harness = start(StateBackendKind.HEAP)) {
            harness.report(report(1, 900));
            harness.jumpTo(5_000);
            harness.report(report(1, 900));
            harness.jumpTo(6_000);

            assertThat(conditions(harness))
                    .containsExactly(NodeCondition.UP, NodeCondition.SUSPECT);
        }
    }

    private static NodeTelemetry devices(long sequence, DeviceReport... each) {
        return new NodeTelemetry(
                "n",
                "edge",
                Map.of(),
                Map.of("gpu", 2.0),
                Map.of("gpu", new DeviceReports(List.of(each))),
                null,
                List.of(),
                true,
                false,
                900 + sequence,
                sequence);
    }

    private static DeviceReport device(int index, double memory, double used, boolean healthy) {
        return new DeviceReport(index, 1, memory, used, 0.0, healthy);
    }

    @Test
    void passesOnWhatMattersOfDevices() throws Exception {
        DeviceReport second = device(1, 16_000, 0, true);
        try (NodeHealthHarness harness = start(StateBackendKind.HEAP)) {
            harness.report(devices(1, device(0, 16_000, 0, true), second));
            assertThat(harness.changes())
                    .singleElement()
                    .satisfies(
                            change ->
                                    assertThat(change.devices().get("gpu").each())
                                            .containsExactly(device(0, 16_000, 0, true), second));
            harness.report(devices(2, device(0, 15_990, 0.005, true), second));
            assertThat(harness.changes()).as("less than 1 % of a device").isEmpty();
            harness.report(devices(3, device(0, 16_000, 0.3, true), second));
            assertThat(harness.changes()).as("use").hasSize(1);
            harness.report(devices(4, device(0, 16_000, 0.3, false), second));
            assertThat(harness.changes())
                    .singleElement()
                    .matches(change -> !change.devices().get("gpu").each().get(0).healthy());
            harness.report(devices(5, device(0, 8_000, 0.3, false), second));
            assertThat(harness.changes()).as("half of its memory").hasSize(1);
            harness.report(devices(6, second));
            assertThat(harness.changes()).as("one is gone").hasSize(1);
            harness.report(devices(7, device(3, 16_000, 0, true)));
            assertThat(harness.changes()).as("another one").hasSize(1);
        }
    }

    @Test
    void passesOnWhatMattersAndARefreshNowAndThen() throws Exception {
        try (NodeHealthHarness harness = start(StateBackendKind.HEAP)) {
            harness.report(report("n", 1, 900, 1.0, true, false));
            harness.report(report("n", 2, 901, 1.09, true, false));
            assertThat(harness.changes()).as("less than 1 % of the capacity").hasSize(1);
            harness.report(report("n", 3, 902, 1.11, true, false));
            assertThat(harness.changes())
                    .singleElement()
                    .matches(change -> change.used().get("cpu") == 1.11);

            RunningAttempt a = new RunningAttempt("a", 1);
            RunningAttempt b = new RunningAttempt("b", 1);
            harness.report(report("n", 4, 903, 1.11, true, false, a, b));
            assertThat(harness.changes()).hasSize(1);
            harness.report(report("n", 5, 904, 1.11, true, false, b, a));
            assertThat(harness.changes()).as("the order does not matter").isEmpty();

            for (int second = 2; second <= 21; second++) {
                harness.jumpTo(second * 1_000);
                harness.report(report("n", 4 + second, second * 1_000, 1.11, true, false, a, b));
            }
            assertThat(harness.changes())
                    .extracting(NodeChanged::seenAtMillis)
                    .containsExactly(11_000L, 21_000L);
        }
    }

    @Test
    void passesACapacityOnOnlyIfItMovesByMoreThanTheTolerance() throws Exception {
        try (NodeHealthHarness harness = start(StateBackendKind.HEAP)) {
            harness.report(report(1, 900));
            harness.changes();
            double[] cpu = {10.1, 9.9, 9.95, 10.0};
            for (int i = 0; i < cpu.length; i++) {
                harness.report(sized(2 + i, Map.of("cpu", cpu[i])));
            }
            assertThat(harness.changes()).as("1 % of 10 at most").isEmpty();
            harness.report(sized(6, Map.of("cpu", 9.89)));
            harness.report(sized(7, Map.of("cpu", 9.98)));
            harness.report(sized(8, Map.of("cpu", 9.99, "mem", 0.0)));
            harness.report(sized(9, Map.of("cpu", 9.99, "mem", 1.0)));
            assertThat(harness.changes())
                    .extracting(NodeChanged::capacity)
                    .containsExactly(
                            Map.of("cpu", 9.89),
                            Map.of("cpu", 9.99, "mem", 0.0),
                            Map.of("cpu", 9.99, "mem", 1.0));
        }
    }

    private static NodeTelemetry sized(long sequence, Map<String, Double> capacity) {
        return new NodeTelemetry(
                "n",
                "edge",
                Map.of("tier", "edge"),
                capacity,
                Map.of(),
                Map.of("cpu", 1.0),
                List.of(),
                true,
                false,
                900 + sequence,
                sequence);
    }

    @Test
    void holdsBackUntilTheClusterIsKnown() throws Exception {
        try (NodeHealthHarness harness =
                NodeHealthHarness.start(OPTIONS, StateBackendKind.HEAP.create())) {
            harness.report(report(1, 900));
            assertThat(harness.changes()).isEmpty();
            harness.control(cluster("edge", "west"));
            harness.report(report(2, 901));
            assertThat(conditions(harness)).containsExactly(NodeCondition.UP);
        }
    }

    @Test
    void movesToTheCellOfItsCluster() throws Exception {
        try (NodeHealthHarness harness = start(StateBackendKind.HEAP)) {
            harness.report(report(1, 900));
            harness.changes();
            harness.control(cluster("edge", "east"));
            harness.report(report(2, 901));

            assertThat(harness.changes())
                    .extracting(change -> change.cell() + " " + change.condition())
                    .containsExactly("west FORGOTTEN", "east UP");

            harness.control(ControlMessage.catalogueRemoved("cluster/edge"));
            harness.report(report("n", 3, 902, 5, true, false));
            assertThat(harness.changes())
                    .as("a node stays where it was")
                    .singleElement()
                    .matches(change -> change.cell().equals("east"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotHoldAStopOfTheJobAgainstTheNodes(StateBackendKind backend) throws Exception {
        List<String> nodes = List.of("a", "b", "c", "d", "e", "f");
        OperatorSubtaskState savepoint;
        try (NodeHealthHarness harness = start(backend)) {
            for (String node : nodes) {
                harness.report(report(node, 1, 900, 1, true, false));
            }
            savepoint = harness.snapshot();
        }
        for (int subtask = 0; subtask < 2; subtask++) {
            try (NodeHealthHarness harness =
                    NodeHealthHarness.restore(OPTIONS, backend.create(), 2, subtask, savepoint)) {
                int own = subtask;
                long expected =
                        nodes.stream()
                                .filter(
                                        node ->
                                                KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                                                "edge/" + node, 128, 2)
                                                        == own)
                                .count();
                assertThat(expected).isPositive();
                harness.jumpTo(900_000);
                assertThat(harness.changes()).isEmpty();
                harness.jumpTo(904_999);
                assertThat(harness.changes()).isEmpty();
                harness.jumpTo(905_000);
                assertThat(conditions(harness))
                        .hasSize((int) expected)
                        .containsOnly(NodeCondition.SUSPECT);
                harness.jumpTo(915_000);
                harness.jumpTo(900_000 + FORGET_MILLIS);
                assertThat(harness.stateEntries()).isZero();
                assertThat(harness.timers()).isZero();
            }
        }
    }
}
