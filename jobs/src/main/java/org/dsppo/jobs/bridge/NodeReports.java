package org.dsppo.jobs.bridge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.node.RunningAttempt;

/** What nodes say of themselves, said for them: every node, in full. */
final class NodeReports {

    private final NodeUsage usage;
    private long sequence;

    NodeReports(NodeUsage usage) {
        this.usage = usage;
    }

    List<NodeTelemetry> of(
            Collection<Target> targets, Collection<Tracked> workloads, long nowMillis) {
        // Rises through restarts too, as long as fewer reports are made than milliseconds pass.
        sequence = Math.max(sequence + 1, nowMillis);
        Map<String, List<Tracked>> started = started(workloads);
        List<NodeTelemetry> reports = new ArrayList<>();
        for (Target each : targets) {
            List<Tracked> there = started.getOrDefault(each.name(), List.of());
            reports.add(
                    new NodeTelemetry(
                            each.name(),
                            each.spec().cluster(),
                            each.spec().labels(),
                            each.spec().capacity(),
                            Map.of(),
                            used(each.name(), there),
                            there.stream().map(NodeReports::attempt).toList(),
                            each.healthy(),
                            each.closed(),
                            nowMillis,
                            sequence));
        }
        return reports;
    }

    /**
     * The job takes what the attempts in {@code running} hold off {@code used}, and the rest for
     * foreign: every one of them must be in it, though the watch may not have shown its binding
     * yet.
     */
    private Map<String, Double> used(String node, List<Tracked> started) {
        Set<String> uids = new HashSet<>();
        started.forEach(each -> uids.add(each.workload.uid()));
        Map<String, Double> used = usage.of(node, uids);
        for (Tracked each : started) {
            if (each.workload.wish() != null) {
                each.workload
                        .wish()
                        .demand()
                        .forEach((resource, amount) -> used.merge(resource, amount, Double::sum));
            }
        }
        return used;
    }

    private static RunningAttempt attempt(Tracked tracked) {
        return new RunningAttempt(tracked.assignment.taskId(), tracked.assignment.attempt());
    }

    private static Map<String, List<Tracked>> started(Collection<Tracked> workloads) {
        Map<String, List<Tracked>> started = new HashMap<>();
        for (Tracked each : workloads) {
            if (each.started && !each.over) {
                started.computeIfAbsent(each.assignment.node(), node -> new ArrayList<>())
                        .add(each);
            }
        }
        return started;
    }
}
