package org.dsppo.policy.lab.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.resource.Quantity;

/** Adds up what attempts held on every node and compares with its capacity (equations 6-8). */
final class CapacityAudit {

    /** A change of use; an end frees before a start at the same microsecond. */
    private record Change(
            long atMicros, boolean begins, String taskId, Map<String, Double> demand) {}

    private final RunTasks tasks;
    private final Map<String, List<Change>> changes = new TreeMap<>();

    CapacityAudit(RunTasks tasks) {
        this.tasks = tasks;
    }

    void add(ExecutedDecision executed) {
        Map<String, Double> demand = tasks.demand(executed);
        List<Change> ofNode =
                changes.computeIfAbsent(executed.decision().node(), id -> new ArrayList<>());
        String taskId = executed.decision().taskId();
        ofNode.add(new Change(micros(executed.decidedAtMillis()), true, taskId, demand));
        ofNode.add(new Change(micros(executed.finishedAtMillis()), false, taskId, demand));
    }

    private static long micros(double millis) {
        return Math.round(millis * 1000);
    }

    /** The first excess of each resource on each node. */
    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        changes.forEach((nodeId, ofNode) -> sweep(nodeId, ofNode, violations));
        return violations;
    }

    private void sweep(String nodeId, List<Change> ofNode, List<Violation> violations) {
        ofNode.sort(Comparator.comparingLong(Change::atMicros).thenComparing(Change::begins));
        Map<String, Double> capacity = tasks.node(nodeId).capacity();
        Map<String, Long> used = new HashMap<>();
        Set<String> reported = new HashSet<>();
        for (Change change : ofNode) {
            for (Map.Entry<String, Double> wanted : change.demand().entrySet()) {
                long amount = Quantity.of(wanted.getValue());
                long now =
                        used.merge(wanted.getKey(), change.begins() ? amount : -amount, Long::sum);
                double limit = capacity.getOrDefault(wanted.getKey(), 0.0);
                if (change.begins()
                        && amount > 0
                        && now > Quantity.of(limit)
                        && reported.add(wanted.getKey())) {
                    violations.add(
                            new Violation(
                                    "over_capacity",
                                    nodeId,
                                    "%s: %s of %s at %s ms with %s"
                                            .formatted(
                                                    wanted.getKey(),
                                                    Quantity.toDecimal(now),
                                                    limit,
                                                    change.atMicros() / 1000.0,
                                                    change.taskId())));
                }
            }
        }
    }
}
