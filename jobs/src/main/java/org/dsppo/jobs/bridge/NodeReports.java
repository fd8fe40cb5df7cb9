package org.dsppo.jobs.bridge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        Map<String, List<RunningAttempt>> running = running(workloads);
        List<NodeTelemetry> reports = new ArrayList<>();
        for (Target each : targets) {
            reports.add(
                    new NodeTelemetry(
                            each.name(),
                            each.spec().cluster(),
                            each.spec().labels(),
                            each.spec().capacity(),
                            Map.of(),
                            usage.of(each.name()),
                            running.getOrDefault(each.name(), List.of()),
                            each.healthy(),
                            each.closed(),
                            nowMillis,
                            sequence));
        }
        return reports;
    }

    private Map<String, List<RunningAttempt>> running(Collection<Tracked> workloads) {
        Map<String, List<RunningAttempt>> running = new HashMap<>();
        for (Tracked each : workloads) {
            if (each.started && !each.over) {
                running.computeIfAbsent(each.assignment.node(), node -> new ArrayList<>())
                        .add(
                                new RunningAttempt(
                                        each.assignment.taskId(), each.assignment.attempt()));
            }
        }
        return running;
    }
}
