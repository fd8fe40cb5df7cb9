package org.dsppo.jobs.bridge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.decision.DecisionKind;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.node.RunningAttempt;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskMessage;

/** A bridge's logic between a scheduler and a platform that only take notes. */
final class BridgeScript implements SchedulerInput, Platform {

    static final BridgeSettings SETTINGS =
            new BridgeSettings(
                    "k",
                    "dsppo",
                    "default",
                    Duration.ofHours(1),
                    Map.of(),
                    Duration.ofSeconds(2),
                    null);

    final List<String> log = new ArrayList<>();
    final List<NodeTelemetry> reports = new ArrayList<>();
    BridgeLogic logic = new BridgeLogic(SETTINGS, this, this);
    Catalogue catalogue;
    long now = 1_000_000;

    /** Another process takes over: the topics and the platform are as they were. */
    void restart() {
        log.clear();
        reports.clear();
        logic = new BridgeLogic(SETTINGS, this, this);
    }

    static Target target(String name) {
        return new Target(
                new NodeSpec(
                        name,
                        "k",
                        Map.of(Annotations.NODE_LABEL, name, Annotations.TAINTS_LABEL, "none"),
                        Map.of("cpu", 4.0, "mem", 8192.0, "pods", 110.0),
                        Map.of()),
                "cloud",
                List.of(),
                true,
                false);
    }

    static Workload waiting(String uid) {
        return workload(uid, WorkloadPhase.WAITING, null, null, null);
    }

    static Workload bound(String uid, String node, String decisionId) {
        return workload(uid, WorkloadPhase.BOUND, node, decisionId, null);
    }

    static Workload workload(
            String uid, WorkloadPhase phase, String node, String decisionId, String detail) {
        Wish wish =
                new Wish(
                        500,
                        "pod",
                        0,
                        null,
                        "ml",
                        60_000,
                        Map.of("cpu", 1.0, "pods", 1.0),
                        new NodeChoice(Map.of(), List.of(), List.of()));
        return new Workload(
                "ml", "w-" + uid, uid, phase, node, decisionId, null, detail, wish, null);
    }

    static PlacementDecision decision(DecisionKind kind, String task, int attempt, String node) {
        return decision(kind, task, attempt, node, 1);
    }

    static PlacementDecision decision(
            DecisionKind kind, String task, int attempt, String node, long epoch) {
        return new PlacementDecision(
                PlacementDecision.idOf(task, attempt),
                task,
                attempt,
                "default",
                epoch,
                kind,
                node == null ? null : "k",
                node,
                node == null ? null : Wish.STRATEGY,
                null,
                null,
                1,
                1,
                null,
                false,
                kind == DecisionKind.ASSIGN ? null : "because",
                null);
    }

    void decide(PlacementDecision decision) {
        logic.decided(0, decision, now);
    }

    /** What happened since it was asked last. */
    List<String> happened() {
        List<String> all = List.copyOf(log);
        log.clear();
        return all;
    }

    /** Attempts that the last reports list, by node. */
    List<String> running(String node) {
        return reports.stream()
                .filter(each -> each.nodeId().equals(node))
                .reduce((first, last) -> last)
                .orElseThrow()
                .running()
                .stream()
                .map(BridgeScript::name)
                .toList();
    }

    private static String name(RunningAttempt attempt) {
        return PlacementDecision.idOf(attempt.taskId(), attempt.attempt());
    }

    @Override
    public void send(TaskMessage message) {
        log.add((message.submitted() != null ? "submit " : "withdraw ") + message.taskId());
    }

    @Override
    public void send(TaskEvent event) {
        log.add(
                event.kind()
                        + " "
                        + event.decisionId()
                        + " on "
                        + event.nodeId()
                        + (event.reason() == null ? "" : ": " + event.reason()));
    }

    @Override
    public void send(NodeTelemetry report) {
        reports.add(report);
    }

    @Override
    public void publish(Catalogue next) {
        catalogue = next;
    }

    @Override
    public void bind(Workload workload, PlacementDecision decision) {
        log.add("bind " + workload.uid() + " to " + decision.node());
    }

    @Override
    public void stop(Workload workload) {
        log.add("stop " + workload.uid());
    }

    @Override
    public void tell(Workload workload, Notice notice) {
        log.add("tell " + workload.uid() + " " + notice.reason());
    }
}
