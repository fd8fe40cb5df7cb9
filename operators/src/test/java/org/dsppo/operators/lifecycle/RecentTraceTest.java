package org.dsppo.operators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.dsppo.operators.training.Stretch;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.policy.engine.NodeCondition;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.NodeOutage;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.DeviceSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.node.DeviceReport;
import org.dsppo.schemas.node.DeviceReports;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

/** What is remembered of arrivals, run times and nodes, as the simulator gets it. */
class RecentTraceTest {

    private static final Catalogue CATALOGUE =
            new Catalogue(
                    "two",
                    List.of("cpu"),
                    List.of(),
                    List.of(new ClusterSpec("c", "edge", "default", Map.of(), Map.of())),
                    List.of(node("a"), node("b")),
                    Map.of(
                            "job",
                            List.of(
                                    new ExecutionStrategy(
                                            "one", Map.of(), Map.of("cpu", 1.0), 1_000, null))));

    private final MapHistory history = new MapHistory();
    private RecentTrace trace = new RecentTrace(8, history);

    private static NodeSpec node(String id) {
        return new NodeSpec(id, "c", Map.of(), Map.of("cpu", 1.0), Map.of());
    }

    private void arrive(String taskId, long atMillis, double scale) {
        trace.arrived(TaskSubmitted.of(taskId, atMillis, "job").scaledBy(scale));
    }

    private boolean event(String taskId, int attempt, TaskEventKind kind, long atMillis) {
        return trace.reported(
                new TaskEvent(
                        taskId + '#' + attempt,
                        taskId,
                        attempt,
                        "default",
                        "a",
                        "one",
                        kind,
                        atMillis,
                        null));
    }

    private void ran(String taskId, long fromMillis, long toMillis) {
        assertThat(event(taskId, 1, TaskEventKind.STARTED, fromMillis)).isFalse();
        assertThat(event(taskId, 1, TaskEventKind.FINISHED, toMillis)).isTrue();
    }

    private void changed(String nodeId, NodeCondition condition, double cpu, long atMillis) {
        trace.changed(
                new NodeChanged(
                        nodeId,
                        "c",
                        "default",
                        Map.of(),
                        Map.of("cpu", cpu),
                        null,
                        List.of(),
                        condition,
                        atMillis),
                atMillis);
    }

    private Stretch all() {
        return trace.stretch(CATALOGUE, trace.begin(), trace.end());
    }

    private static double runtimeMillis(Stretch stretch, String taskId) {
        ExecutedDecision ran =
                stretch.run(Baselines.named("greedy")).decisions().stream()
                        .filter(each -> each.decision().taskId().equals(taskId))
                        .findFirst()
                        .orElseThrow();
        return ran.finishedAtMillis() - ran.startedAtMillis();
    }

    @Test
    void tasksRunInTheSimulatorAsLongAsTheyRan() {
        arrive("x", 100, 1);
        arrive("y", 200, 2);
        arrive("z", 300, 1);
        ran("x", 150, 150 + 1_500);
        ran("y", 250, 250 + 6_000);

        // 1500 of 1000 and 6000 of 2000 milliseconds, and five times as estimated.
        assertThat(trace.runtimes(CATALOGUE).factor("job", "one"))
                .isCloseTo((5 + 1.5 + 3) / 7, within(1e-9));
        Stretch stretch = all();
        assertThat(runtimeMillis(stretch, "x")).isCloseTo(1_500, within(0.01));
        assertThat(runtimeMillis(stretch, "y")).isCloseTo(6_000, within(0.01));
        assertThat(runtimeMillis(stretch, "z")).as("as one of its class").isIn(1_500.0, 3_000.0);
    }

    @Test
    void onlyTheAttemptThatStartedLastTellsTheRunTime() {
        arrive("x", 0, 1);
        event("x", 1, TaskEventKind.STARTED, 10);
        event("x", 2, TaskEventKind.STARTED, 500);
        assertThat(event("x", 1, TaskEventKind.FINISHED, 700)).isFalse();
        assertThat(event("x", 2, TaskEventKind.FINISHED, 1_700)).isTrue();
        assertThat(event("x", 2, TaskEventKind.FINISHED, 1_900)).as("once").isFalse();
        assertThat(event("unknown", 1, TaskEventKind.STARTED, 10)).isFalse();
        assertThat(runtimeMillis(all(), "x")).isCloseTo(1_200, within(0.01));
    }

    @Test
    void forgetsTheOldestArrivalAndWhatIsReportedOfIt() {
        for (int i = 0; i < 9; i++) {
            arrive("t" + i, 10 * i, 1);
        }
        assertThat(trace.begin()).isEqualTo(1);
        assertThat(event("t0", 1, TaskEventKind.STARTED, 100)).isFalse();
        ran("t1", 100, 1_100);
        assertThat(trace.stretch(CATALOGUE, 0, 5)).isNull();
        Stretch stretch = trace.stretch(CATALOGUE, 1, 5);
        assertThat(stretch.startMillis()).isEqualTo(10);
        assertThat(stretch.workload().tasks())
                .extracting(each -> each.atMillis())
                .containsExactly(0L, 10L, 20L, 30L);
    }

    @Test
    void nodesAreInServiceInTheSimulatorWhenTheyWere() {
        changed("a", NodeCondition.UP, 1, 0);
        changed("b", NodeCondition.UP, 1, 1_500);
        changed("a", NodeCondition.SUSPECT, 1, 2_000);
        changed("a", NodeCondition.DOWN, 1, 2_500);
        changed("a", NodeCondition.SUSPECT, 1, 2_600);
        changed("a", NodeCondition.UP, 1, 3_000);
        changed("b", NodeCondition.DRAINING, 1, 3_500);
        arrive("x", 1_000, 1);
        arrive("y", 2_800, 1);
        arrive("z", 4_000, 1);

        assertThat(all().workload().outages())
                .containsExactlyInAnyOrder(
                        new NodeOutage("c/b", 0, 500),
                        new NodeOutage("c/a", 1_500, 2_000),
                        new NodeOutage("c/b", 2_500, 3_001));
        assertThat(trace.stretch(CATALOGUE, 1, 3).workload().outages())
                .containsExactlyInAnyOrder(
                        new NodeOutage("c/a", 0, 200), new NodeOutage("c/b", 700, 1_201));
        // y runs on b until that is gone, then on a; z waits for a, as b is not yet trusted again.
        assertThat(all().run(Baselines.named("greedy")).decisions())
                .extracting(each -> each.decision().node())
                .containsExactly("a", "b", "a", "a");
    }

    @Test
    void aNodeIsWhatItReportsAndIsThereOnlyIfItDoes() {
        arrive("x", 0, 1);
        assertThat(all().workload().catalogue().nodes()).containsExactly(node("a"), node("b"));
        changed("b", NodeCondition.UP, 3, 0);
        changed("new", NodeCondition.UP, 5, 0);
        assertThat(all().workload().catalogue().nodes())
                .containsExactly(
                        new NodeSpec("b", "c", Map.of(), Map.of("cpu", 3.0), Map.of()),
                        new NodeSpec("new", "c", Map.of(), Map.of("cpu", 5.0), Map.of()));
        changed("b", NodeCondition.FORGOTTEN, 3, 10);
        assertThat(all().workload().catalogue().nodes())
                .extracting(NodeSpec::nodeId)
                .containsExactly("new");
        assertThat(history.nodes()).hasSize(1);
    }

    @Test
    void devicesThatANodeReportsAreInTheSimulatorToo() {
        arrive("x", 0, 1);
        trace.changed(
                new NodeChanged(
                        "b",
                        "c",
                        "default",
                        Map.of(),
                        Map.of("cpu", 1.0),
                        Map.of(
                                "gpu",
                                new DeviceReports(
                                        List.of(
                                                new DeviceReport(0, 1, 24_000.0, null, null, true),
                                                new DeviceReport(
                                                        3, 1, 16_000.0, 0.5, 10.0, false)))),
                        null,
                        List.of(),
                        NodeCondition.UP,
                        0,
                        Map.of()),
                0);
        assertThat(all().workload().catalogue().nodes())
                .containsExactly(
                        new NodeSpec(
                                "b",
                                "c",
                                Map.of(),
                                Map.of("cpu", 1.0),
                                Map.of("gpu", new DeviceSpec(2, 1, 16_000.0))));
        trace = new RecentTrace(8, history);
        arrive("y", 10, 1);
        assertThat(all().workload().catalogue().nodes().get(0).devices()).containsKey("gpu");
    }

    @Test
    void keepsOnlyTheLatestOutages() {
        for (int i = 0; i < 40; i++) {
            changed("a", NodeCondition.DOWN, 1, 100 * i);
            changed("a", NodeCondition.UP, 1, 100 * i + 50);
        }
        assertThat(history.nodes())
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.outages()).hasSize(32);
                            assertThat(each.outages()[0]).isEqualTo(2_400);
                            assertThat(each.outages()[31]).isEqualTo(3_950);
                        });
    }

    @Test
    void goesOnFromWhatWasKept() {
        changed("a", NodeCondition.UP, 1, 0);
        changed("a", NodeCondition.DOWN, 1, 2_000);
        for (int i = 0; i < 11; i++) {
            arrive("t" + i, 300 * i, 1);
        }
        event("t9", 1, TaskEventKind.STARTED, 3_000);
        Stretch before = all();
        trace = new RecentTrace(8, history);
        assertThat(all().workload()).isEqualTo(before.workload());
        event("t9", 1, TaskEventKind.FINISHED, 3_700);
        assertThat(runtimeMillis(all(), "t9")).isCloseTo(700, within(0.01));
        changed("a", NodeCondition.UP, 1, 3_100);
        assertThat(all().workload().outages()).containsExactly(new NodeOutage("c/a", 1_100, 2_101));
        arrive("t11", 3_300, 1);
        assertThat(trace.begin()).isEqualTo(4);
    }
}
