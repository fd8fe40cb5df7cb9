package org.dsppo.policy.lab.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.resource.DeviceRoom;
import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.NodeRoom;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.schemas.catalogue.NodeSpec;

/**
 * Whether the devices that assignments name make up what they demand, lawfully, and no device ever
 * holds more than it has.
 */
final class DeviceAudit {

    /** A change of use; an end frees before a start at the same microsecond. */
    private record Change(
            long atMicros,
            boolean begins,
            String taskId,
            ResourceDemand demand,
            HeldDevices held) {}

    private final RunTasks tasks;
    private final Map<String, List<Change>> changes = new TreeMap<>();
    private final List<Violation> violations = new ArrayList<>();

    DeviceAudit(RunTasks tasks) {
        this.tasks = tasks;
    }

    void add(ExecutedDecision executed) {
        String nodeId = executed.decision().node();
        DeviceRoom devices = tasks.empty(tasks.node(nodeId)).devices();
        if (devices == null) {
            return;
        }
        ResourceDemand demand = tasks.space().demand(tasks.demand(executed));
        HeldDevices held = HeldDevices.of(executed.decision().devices(), tasks.space());
        String taskId = executed.decision().taskId();
        if (!devices.fits(demand, held)) {
            violations.add(
                    new Violation(
                            "devices_not_allowed",
                            taskId,
                            "on %s: %s".formatted(nodeId, executed.decision().devices())));
            return;
        }
        List<Change> ofNode = changes.computeIfAbsent(nodeId, id -> new ArrayList<>());
        ofNode.add(new Change(micros(executed.decidedAtMillis()), true, taskId, demand, held));
        ofNode.add(new Change(micros(executed.finishedAtMillis()), false, taskId, demand, held));
    }

    private static long micros(double millis) {
        return Math.round(millis * 1000);
    }

    /** What is wrong with single assignments, and the first excess on each node. */
    List<Violation> violations() {
        Set<String> reported = new HashSet<>();
        changes.forEach((nodeId, ofNode) -> sweep(tasks.node(nodeId), ofNode, reported));
        return violations;
    }

    private void sweep(NodeSpec node, List<Change> ofNode, Set<String> reported) {
        ofNode.sort(Comparator.comparingLong(Change::atMicros).thenComparing(Change::begins));
        NodeRoom room = tasks.empty(node).copy();
        for (Change change : ofNode) {
            if (!change.begins()) {
                room.give(change.demand(), change.held());
            } else {
                boolean fits = room.devices().fits(change.demand(), change.held());
                room.take(change.demand(), change.held());
                if (!fits && reported.add(node.nodeId())) {
                    violations.add(
                            new Violation(
                                    "over_device_capacity",
                                    node.nodeId(),
                                    "%s at %s ms with %s"
                                            .formatted(
                                                    change.held().shares(tasks.space()),
                                                    change.atMicros() / 1000.0,
                                                    change.taskId())));
                }
            }
        }
    }
}
