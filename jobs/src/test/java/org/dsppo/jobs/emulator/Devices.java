package org.dsppo.jobs.emulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.evaluation.Violation;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.decision.PolicyReference;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskSubmitted;

/** Two emulated nodes under a clock that the test turns, and everything they say. */
final class Devices implements EmulatorOutput, EmulatorObserver {

    static final long BOOT = 1_000_000;

    final List<TaskEvent> events = new ArrayList<>();
    final List<NodeTelemetry> reports = new ArrayList<>();
    final List<ExecutedDecision> ended = new ArrayList<>();
    final List<Violation> violations = new ArrayList<>();

    private final DeviceEmulator emulator;
    private long now = BOOT;

    Devices(EmulatorOptions options) {
        this.emulator = new DeviceEmulator(catalogue(), options, this, this, BOOT);
    }

    /** Nodes n1 and n2 with 4 cpu; class c runs on 2 cpu for 1000 ms; input comes from "far". */
    static Catalogue catalogue() {
        Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>();
        classes.put(
                "c",
                List.of(
                        new ExecutionStrategy("cpu", Map.of(), Map.of("cpu", 2.0), 1000, null),
                        new ExecutionStrategy(
                                "other", Map.of("kind", "x"), Map.of("cpu", 1.0), 10, null)));
        return new Catalogue(
                "two",
                List.of("cpu"),
                List.of(),
                List.of(
                        new ClusterSpec(
                                "near", "edge", "default", Map.of("far", 40.0), Map.of("far", 8.0)),
                        new ClusterSpec("far", "end", "default", Map.of(), Map.of())),
                List.of(node("n1"), node("n2")),
                classes);
    }

    private static NodeSpec node(String nodeId) {
        return new NodeSpec(nodeId, "near", Map.of(), Map.of("cpu", 4.0), Map.of());
    }

    /** Lets time pass, millisecond by millisecond, up to so long after the boot. */
    Devices until(long millisAfterBoot) {
        while (now < BOOT + millisAfterBoot) {
            now++;
            emulator.advance(now);
        }
        return this;
    }

    /** Jumps, as a process does that was not given the processor for a while. */
    Devices stallUntil(long millisAfterBoot) {
        now = BOOT + millisAfterBoot;
        emulator.advance(now);
        return this;
    }

    Devices beginTrace() {
        emulator.beginTrace(now);
        return this;
    }

    Devices submit(String... taskIds) {
        for (String taskId : taskIds) {
            submit(TaskSubmitted.of(taskId, now, "c"));
        }
        return this;
    }

    Devices submit(TaskSubmitted task) {
        emulator.submitted(task, now);
        return this;
    }

    Devices assign(String taskId, int attempt, String node) {
        return decide(0, DecisionKind.ASSIGN, taskId, attempt, 0, node, "cpu");
    }

    Devices cancel(String taskId, int attempt) {
        return decide(0, DecisionKind.CANCEL, taskId, attempt, 0, "n1", null);
    }

    Devices decide(
            int partition,
            DecisionKind kind,
            String taskId,
            int attempt,
            long epoch,
            String node,
            String strategy) {
        emulator.decided(
                partition,
                new PlacementDecision(
                        taskId == null ? null : PlacementDecision.idOf(taskId, attempt),
                        taskId,
                        attempt,
                        "default",
                        epoch,
                        kind,
                        node == null ? null : "near",
                        node,
                        strategy,
                        null,
                        null,
                        now,
                        0,
                        new PolicyReference("greedy", 1, "active"),
                        false,
                        null,
                        null),
                now);
        return this;
    }

    /** Events as {@code KIND task#attempt@millis after boot}. */
    List<String> told() {
        return events.stream()
                .map(e -> e.kind() + " " + e.decisionId() + "@" + (e.atMillis() - BOOT))
                .toList();
    }

    /** Ends as {@code OUTCOME task#attempt started-finished}, after boot. */
    List<String> ends() {
        return ended.stream()
                .map(
                        e ->
                                "%s %s %s-%s"
                                        .formatted(
                                                e.outcome(),
                                                e.decision().decisionId(),
                                                afterBoot(e.startedAtMillis()),
                                                afterBoot(e.finishedAtMillis())))
                .toList();
    }

    private static String afterBoot(Double millis) {
        return millis == null ? "never" : String.valueOf(millis.longValue() - BOOT);
    }

    /** Times after boot at which a node reported. */
    List<Long> reportTimes(String nodeId) {
        return reports.stream()
                .filter(report -> report.nodeId().equals(nodeId))
                .map(report -> report.reportedAtMillis() - BOOT)
                .toList();
    }

    NodeTelemetry lastReport(String nodeId) {
        return reports.stream()
                .filter(report -> report.nodeId().equals(nodeId))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Override
    public void send(TaskEvent event) {
        events.add(event);
    }

    @Override
    public void send(NodeTelemetry telemetry) {
        reports.add(telemetry);
    }

    @Override
    public void ended(ExecutedDecision executed) {
        ended.add(executed);
    }

    @Override
    public void violated(Violation violation) {
        violations.add(violation);
    }
}
