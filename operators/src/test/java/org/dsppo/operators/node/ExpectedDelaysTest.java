package org.dsppo.operators.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.dsppo.operators.control.ControlMessage;
import org.dsppo.operators.state.StateBackendKind;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.schemas.allocation.Allocation;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.catalogue.CatalogueEntryKind;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.node.NodeTelemetry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What allocations say of a node's delays, on its way to placement. */
class ExpectedDelaysTest {

    private static final long RETENTION_MILLIS = 30_000;
    private static final NodeHealthOptions OPTIONS =
            NodeHealthOptions.defaults().toBuilder()
                    .suspectMillis(5_000)
                    .downMillis(15_000)
                    .forgetMillis(60_000)
                    .refreshMillis(10_000)
                    .usedTolerance(0.01)
                    .expectedMillis(RETENTION_MILLIS)
                    .build();

    private long sequence;

    @BeforeEach
    void begin() {
        sequence = 0;
    }

    private static NodeHealthHarness start(StateBackendKind backend) throws Exception {
        NodeHealthHarness harness = NodeHealthHarness.start(OPTIONS, backend.create());
        harness.control(
                ControlMessage.of(
                        new CatalogueEntry(
                                CatalogueEntryKind.CLUSTER,
                                "edge",
                                0,
                                null,
                                new ClusterSpec("edge", "edge", "west", Map.of(), Map.of()),
                                null,
                                null)));
        harness.jumpTo(1_000);
        return harness;
    }

    private void report(NodeHealthHarness harness) throws Exception {
        harness.report(
                new NodeTelemetry(
                        "n",
                        "edge",
                        Map.of(),
                        Map.of("cpu", 10.0),
                        null,
                        List.of(),
                        true,
                        false,
                        harness.now(),
                        ++sequence));
    }

    private static void allocate(NodeHealthHarness harness, String taskClass, Double millis)
            throws Exception {
        harness.allocate(
                new Allocation("n", taskClass, 50, 1, 8, millis, "why not", harness.now()));
    }

    private static List<Map<String, Double>> expected(NodeHealthHarness harness) {
        return harness.changes().stream().map(NodeChanged::expectedMillis).toList();
    }

    @ParameterizedTest
    @EnumSource
    void arePassedOnAtOnceAndOutliveARestart(StateBackendKind backend) throws Exception {
        OperatorSubtaskState snapshot;
        try (NodeHealthHarness harness = start(backend)) {
            report(harness);
            assertThat(expected(harness)).containsExactly(Map.of());
            allocate(harness, "vgg", 40.5);
            allocate(harness, "resnet", 8.0);
            assertThat(harness.changes())
                    .hasSize(2)
                    .allMatch(change -> change.cell().equals("west"))
                    .last()
                    .matches(
                            change ->
                                    change.expectedMillis()
                                            .equals(Map.of("vgg", 40.5, "resnet", 8.0)));
            allocate(harness, "vgg", 40.5);
            report(harness);
            assertThat(harness.changes()).as("nothing has changed").isEmpty();
            snapshot = harness.snapshot();
        }
        try (NodeHealthHarness harness =
                NodeHealthHarness.restore(OPTIONS, backend.create(), 1, 0, snapshot)) {
            harness.jumpTo(20_000);
            report(harness);
            assertThat(expected(harness)).containsExactly(Map.of("vgg", 40.5, "resnet", 8.0));
            allocate(harness, "resnet", 9.0);
            assertThat(expected(harness)).containsExactly(Map.of("vgg", 40.5, "resnet", 9.0));
            harness.jumpTo(25_000);
            harness.jumpTo(80_000);
            assertThat(expected(harness)).last().isEqualTo(Map.of());
            assertThat(harness.stateEntries()).isZero();
            assertThat(harness.timers()).isZero();
        }
    }

    @Test
    void endWhenNoTaskComesOrNobodyExpectsAnythingAnyMore() throws Exception {
        try (NodeHealthHarness harness = start(StateBackendKind.HEAP)) {
            report(harness);
            allocate(harness, "vgg", 40.5);
            allocate(harness, "resnet", 8.0);
            harness.changes();
            allocate(harness, "vgg", null);
            assertThat(expected(harness)).containsExactly(Map.of("resnet", 8.0));

            harness.jumpTo(1_000 + RETENTION_MILLIS - 1);
            report(harness);
            assertThat(expected(harness)).last().isEqualTo(Map.of("resnet", 8.0));
            harness.jumpTo(1_000 + RETENTION_MILLIS);
            report(harness);
            assertThat(expected(harness)).containsExactly(Map.of());
        }
    }

    @ParameterizedTest
    @EnumSource
    void lapseByClassThoughOthersOfTheNodeAreRepeated(StateBackendKind backend) throws Exception {
        OperatorSubtaskState snapshot;
        try (NodeHealthHarness harness = start(backend)) {
            report(harness);
            allocate(harness, "vgg", 40.5);
            allocate(harness, "resnet", 8.0);
            harness.jumpTo(21_000);
            report(harness);
            harness.changes();
            allocate(harness, "resnet", 8.0);
            assertThat(harness.changes()).isEmpty();
            snapshot = harness.snapshot();
        }
        try (NodeHealthHarness harness =
                NodeHealthHarness.restore(OPTIONS, backend.create(), 1, 0, snapshot)) {
            harness.jumpTo(1_000 + RETENTION_MILLIS - 1);
            report(harness);
            assertThat(harness.changes()).as("none has lapsed yet").isEmpty();
            harness.jumpTo(1_000 + RETENTION_MILLIS);
            report(harness);
            assertThat(expected(harness)).containsExactly(Map.of("resnet", 8.0));
            harness.jumpTo(21_000 + RETENTION_MILLIS);
            report(harness);
            assertThat(expected(harness)).last().isEqualTo(Map.of());
        }
    }

    @Test
    void ofUnknownNodesAndOfLongAgoDoNotCount() throws Exception {
        try (NodeHealthHarness harness = start(StateBackendKind.HEAP)) {
            allocate(harness, "vgg", 40.5);
            assertThat(harness.changes()).isEmpty();
            assertThat(harness.stateEntries()).isZero();

            harness.jumpTo(100_000);
            report(harness);
            harness.allocate(
                    new Allocation(
                            "n", "vgg", 50, 1, 8, 7.0, "read late", 100_000 - RETENTION_MILLIS));
            assertThat(expected(harness)).containsExactly(Map.of());
        }
    }
}
