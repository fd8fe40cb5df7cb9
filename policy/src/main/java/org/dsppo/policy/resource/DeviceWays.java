package org.dsppo.policy.resource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.resource.DeviceLayout.Device;
import org.dsppo.policy.resource.DeviceLayout.Group;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.catalogue.NodeSpec;

/**
 * A node of the catalogue with every single device as a resource of its own, for whoever has to try
 * all devices that a demand could lie on. A vector has the kinds of the catalogue first, then units
 * and memory of one device after another, all in millionths.
 */
public final class DeviceWays {

    private final int kinds;
    private final DeviceLayout layout;
    private final long[] capacity;
    private final List<Integer> twins = new ArrayList<>();

    /** The node with nothing placed on it. */
    public DeviceWays(NodeSpec node, ResourceSpace space, List<AcceleratorKind> accelerators) {
        this.kinds = space.size();
        this.layout = DeviceLayout.of(space, accelerators, node.devices(), Map.of());
        this.capacity = Arrays.copyOf(space.capacity(node.capacity()), kinds + 2 * layout.size());
        int at = 0;
        for (Group group : layout.groups()) {
            int first = at;
            for (Device device : group.devices()) {
                capacity[kinds + 2 * at] = device.units();
                capacity[kinds + 2 * at + 1] = memory(group, device);
                twins.add(first + group.devices().indexOf(alike(group, device)));
                at++;
            }
        }
    }

    /** A device that does not limit its memory has what the node has. */
    private long memory(Group group, Device device) {
        long ofNode = group.memoryKind() < 0 ? 0 : capacity[group.memoryKind()];
        return Math.min(ofNode, device.memory());
    }

    private static Device alike(Group group, Device device) {
        return group.devices().stream()
                .filter(
                        other ->
                                other.units() == device.units()
                                        && other.memory() == device.memory())
                .findFirst()
                .orElseThrow();
    }

    /** Number of single devices. */
    public int size() {
        return layout.size();
    }

    /** What there is of everything. */
    public long[] capacity() {
        return capacity.clone();
    }

    /** Position of a device's units in a vector; its memory comes next. */
    public int position(int device) {
        return kinds + 2 * device;
    }

    /** The first device that differs from this one in its number only. */
    public int twin(int device) {
        return twins.get(device);
    }

    /**
     * All ways in which a demand can lie on the empty node; none if it does not fit, one if it asks
     * for no device.
     */
    public List<ResourceDemand> ways(ResourceDemand demand) {
        long[] vector = new long[capacity.length];
        demand.addTo(vector);
        List<long[]> ways = List.of(vector);
        int first = 0;
        for (Group group : layout.groups()) {
            List<long[]> next = new ArrayList<>();
            for (long[] way : ways) {
                new Placing(group, first, demand).from(way, next);
            }
            ways = next;
            first += group.devices().size();
        }
        return ways.stream()
                .map(ResourceDemand::of)
                .filter(way -> way.fitsIn(capacity))
                .distinct()
                .toList();
    }

    /** Lays a demand on the devices of one kind in every way. */
    private final class Placing {

        private final Group group;
        private final int first;
        private final long units;
        private final long memory;
        private final DeviceDemand parts;

        Placing(Group group, int first, ResourceDemand demand) {
            this.group = group;
            this.first = first;
            this.units = demand.amountOf(group.unitsKind());
            this.memory = group.memoryKind() < 0 ? 0 : demand.amountOf(group.memoryKind());
            this.parts =
                    units > group.whole() ? DeviceDemand.of(units, memory, group.whole()) : null;
        }

        void from(long[] way, List<long[]> into) {
            if (units == 0 && memory == 0) {
                into.add(way);
            } else if (parts == null) {
                one(way, units, memory, into);
            } else {
                List<long[]> wholes = new ArrayList<>();
                wholes(way, 0, parts.wholes(), memory - parts.memoryOfPart(), wholes);
                if (parts.part() == 0) {
                    into.addAll(wholes);
                } else {
                    wholes.forEach(each -> one(each, parts.part(), parts.memoryOfPart(), into));
                }
            }
        }

        private void one(long[] way, long ofUnits, long ofMemory, List<long[]> into) {
            for (int i = 0; i < group.devices().size(); i++) {
                Device device = group.devices().get(i);
                boolean taken = way[position(first + i)] > 0;
                if (!taken && device.units() >= ofUnits && device.memory() >= ofMemory) {
                    into.add(with(way, i, ofUnits, ofMemory));
                }
            }
        }

        private void wholes(long[] way, int from, long count, long left, List<long[]> into) {
            if (count == 0) {
                into.add(way);
                return;
            }
            for (int i = from; i < group.devices().size(); i++) {
                Device device = group.devices().get(i);
                if (device.units() >= group.whole() && device.memory() >= parts.memoryOfWhole()) {
                    long own = Math.min(left, parts.memoryOfWhole());
                    wholes(with(way, i, group.whole(), own), i + 1, count - 1, left - own, into);
                }
            }
        }

        private long[] with(long[] way, int device, long ofUnits, long ofMemory) {
            long[] longer = way.clone();
            longer[position(first + device)] = ofUnits;
            longer[position(first + device) + 1] = ofMemory;
            return longer;
        }
    }
}
