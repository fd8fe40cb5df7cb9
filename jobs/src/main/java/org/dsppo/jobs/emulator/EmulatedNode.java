package org.dsppo.jobs.emulator;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dsppo.policy.resource.Quantity;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.node.RunningAttempt;

/** One emulated device: what it has, what it holds, and how it is. */
final class EmulatedNode {

    final NodeSpec spec;
    final Set<EmulatedAttempt> attempts = new LinkedHashSet<>();
    boolean dead;
    boolean draining;
    boolean muted;
    boolean fenced;
    long lastReportMillis;

    private final ResourceSpace space;
    private final long[] capacity;
    private final long[] held;
    private long sequence;

    /**
     * @param firstSequence above that of any earlier run, since readers drop older reports
     */
    EmulatedNode(NodeSpec spec, ResourceSpace space, long firstSequence) {
        this.spec = spec;
        this.space = space;
        this.capacity = space.capacity(spec.capacity());
        this.held = new long[space.size()];
        this.sequence = firstSequence;
    }

    /** True if it takes on attempts. */
    boolean isServing() {
        return !dead && !fenced;
    }

    /** Holds a demand and says which resource is then oversubscribed, if any. */
    Optional<String> hold(ResourceDemand demand) {
        demand.addTo(held);
        for (int i = 0; i < demand.size(); i++) {
            int kind = demand.kind(i);
            if (held[kind] > capacity[kind]) {
                return Optional.of(
                        "%s held %s, capacity %s"
                                .formatted(
                                        space.name(kind),
                                        Quantity.toDecimal(held[kind]),
                                        Quantity.toDecimal(capacity[kind])));
            }
        }
        return Optional.empty();
    }

    void release(ResourceDemand demand) {
        demand.subtractFrom(held);
    }

    NodeTelemetry report(long atMillis) {
        Map<String, Double> used = new LinkedHashMap<>();
        for (int kind = 0; kind < held.length; kind++) {
            if (capacity[kind] > 0 || held[kind] > 0) {
                used.put(space.name(kind), Quantity.toDecimal(held[kind]));
            }
        }
        lastReportMillis = atMillis;
        return new NodeTelemetry(
                spec.nodeId(),
                spec.cluster(),
                spec.labels(),
                spec.capacity(),
                used,
                attempts.stream()
                        .map(a -> new RunningAttempt(a.decision.taskId(), a.decision.attempt()))
                        .toList(),
                true,
                draining,
                atMillis,
                sequence++);
    }
}
