package org.dsppo.jobs.emulator;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dsppo.policy.resource.DeviceLayout;
import org.dsppo.policy.resource.DeviceRoom;
import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.Quantity;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.decision.PlacementDecision;
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
    private final DeviceRoom devices;
    private long sequence;

    /**
     * @param firstSequence above that of any earlier run, since readers drop older reports
     */
    EmulatedNode(
            NodeSpec spec,
            ResourceSpace space,
            List<AcceleratorKind> accelerators,
            long firstSequence) {
        this.spec = spec;
        this.space = space;
        this.capacity = space.capacity(spec.capacity());
        this.held = new long[space.size()];
        this.devices =
                new DeviceRoom(DeviceLayout.of(space, accelerators, spec.devices(), Map.of()));
        this.sequence = firstSequence;
    }

    /** True if it takes on attempts. */
    boolean isServing() {
        return !dead && !fenced;
    }

    /** The devices that a decision names. */
    HeldDevices named(PlacementDecision decision) {
        return HeldDevices.of(decision.devices(), space);
    }

    /**
     * Holds a demand on the devices it is pinned to and says which resource or device is then
     * oversubscribed, if any.
     */
    Optional<String> hold(ResourceDemand demand, HeldDevices pinned) {
        boolean onDevices = devices.fits(demand, pinned);
        devices.take(pinned);
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
        return onDevices
                ? Optional.empty()
                : Optional.of("devices " + pinned + " do not hold demand " + demand);
    }

    void release(ResourceDemand demand, HeldDevices pinned) {
        demand.subtractFrom(held);
        devices.give(pinned);
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
                devices.report(space),
                used,
                attempts.stream()
                        .map(
                                a ->
                                        new RunningAttempt(
                                                a.decision.taskId(),
                                                a.decision.attempt(),
                                                a.decision.devices()))
                        .toList(),
                true,
                draining,
                atMillis,
                sequence++);
    }
}
