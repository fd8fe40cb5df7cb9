package org.dsppo.policy.resource;

import java.util.List;
import java.util.Map;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.catalogue.NodeSpec;

/**
 * What a node has free, in amounts and by device, as a copy of its own: for plans that ask what
 * would fit once this has ended and that has been placed.
 */
public final class NodeRoom {

    private final long[] free;
    private final DeviceRoom devices;

    /**
     * @param free millionths by kind; kept and changed
     * @param devices what each device has free, kept and changed; null where none is shared singly
     */
    public NodeRoom(long[] free, DeviceRoom devices) {
        this.free = free;
        this.devices = devices;
    }

    /** All that a node of the catalogue has. */
    public static NodeRoom of(
            NodeSpec node, ResourceSpace space, List<AcceleratorKind> accelerators) {
        DeviceLayout layout = DeviceLayout.of(space, accelerators, node.devices(), Map.of());
        return new NodeRoom(
                space.capacity(node.capacity()), layout.isEmpty() ? null : new DeviceRoom(layout));
    }

    /** The same room, to be changed on its own. */
    public NodeRoom copy() {
        return new NodeRoom(free.clone(), devices == null ? null : devices.copy());
    }

    /** True if a demand has room, devices included. */
    public boolean fits(ResourceDemand demand) {
        return demand.fitsIn(free) && (devices == null || devices.fits(demand));
    }

    /** The devices that a demand would get; null if it does not fit. */
    public HeldDevices choose(ResourceDemand demand) {
        if (!demand.fitsIn(free)) {
            return null;
        }
        return devices == null ? HeldDevices.NONE : devices.choose(demand);
    }

    /** The devices of an attempt that holds its demand whatever is free. */
    public HeldDevices adopt(ResourceDemand demand, HeldDevices named) {
        return devices == null ? HeldDevices.NONE : devices.adopt(demand, named);
    }

    /** Takes a demand that is held on these devices. */
    public void take(ResourceDemand demand, HeldDevices held) {
        demand.subtractFrom(free);
        if (devices != null) {
            devices.take(held);
        }
    }

    /** Gives back what was held on these devices. */
    public void give(ResourceDemand demand, HeldDevices held) {
        demand.addTo(free);
        if (devices != null) {
            devices.give(held);
        }
    }

    /** Leaves of everything the least of what there is here and there, on the same node. */
    public void leastOf(NodeRoom other) {
        for (int kind = 0; kind < free.length; kind++) {
            free[kind] = Math.min(free[kind], other.free[kind]);
        }
        if (devices != null) {
            devices.leastOf(other.devices);
        }
    }

    /** Free of a kind, millionths. */
    public long free(int kind) {
        return free[kind];
    }

    /** What each device has free; null where none is shared singly. */
    public DeviceRoom devices() {
        return devices;
    }
}
